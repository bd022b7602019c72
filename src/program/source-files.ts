/** Which files of a repository are code of the running product, judged by their paths alone. */

const codeExtension = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const generated = /\.d\.[cm]?ts$|\.min\.[cm]?js$|\.bundle\.js$|(?:^|\/)(?:vendor|third_party|bower_components|\.yarn|\.next|\.nuxt|\.output|coverage)\//;
const testFile =
  /(?:^|\/)(?:__(?:tests?|mocks?|fixtures)__|(?:[\w-]+-)?tests?|specs?|e2e|mocks?|mock-[\w-]+|cypress|playwright|(?:[\w-]+-)?test-?utils?|test-?helpers?|testing|benchmarks?|bench|(?:[\w-]+-)?perf|fixtures|stories|\.storybook)\/|(?:^|\/)(?:utils?|helpers?)\/tests?\.[cm]?[jt]sx?$|[.-](?:test|spec|e2e|stories|bench|mock)s?\.[cm]?[jt]sx?$|(?:^|\/)(?:jest|vitest|karma|playwright|cypress|webpack|rollup|vite|babel|tsup|esbuild|gulpfile|gruntfile|eslint|next)(?:\.[\w-]+)*\.(?:config|setup)\b|(?:^|\/)(?:gulpfile|gruntfile)/i;
const exampleFile = /(?:^|\/)(?:examples?|samples?|demos?|tutorials?|playgrounds?|sandbox|docs?|website|templates?)\/|\.templates?\.[cm]?[jt]sx?$/i;
const exampleAlone = /(?:^|\/)(?:examples?|samples?|demos?)\.[cm]?[jt]s$/i;
const buildOutput = /(?:^|\/)(?:dist|build|out|output|\.build|lib-cov|public|static|assets|wwwroot)\//;
const scriptFile = /(?:^|\/)(?:scripts?|tools?|extras?|migrations?|seeds?|seeders|codegen|devtools?|ci|\.github)\/|(?:^|\/)migrat(?:e|ions?)[-.][\w.-]*$/i;
const leftFile = /(?:^|\/)(?:legacy|deprecated|obsolete|attic)\//i;

const developmentFile = /(?:^|\/)dev(?:elopment)?(?:-?server)?(?:\/|\.[cm]?[jt]s$)/i;

/** JavaScript or TypeScript that somebody wrote. */
export const isCode = (file: string): boolean => codeExtension.test(file) && !generated.test(file);
/** The longest text that is parsed, in UTF-16 units: what is longer, nobody wrote. */
export const longestSource = 1_500_000;
/** Whether a text that is too long to be parsed is a bundle that a tool made, rather than code that was generated. */
export const isBundle = (text: string): boolean => text.length > longestSource && text.slice(0, 200_000).split('\n').length < 200;
/** Test code, mocks, benchmarks and build configuration: runs, but is never deployed. */
export const isTest = (file: string): boolean => testFile.test(file);
/** Examples and documentation, which nobody deploys as they are. */
export const isExample = (file: string): boolean => exampleFile.test(file);
/** An example in one file, beside the code that it shows. A module of a service may have such a name as well. */
export const isExampleAlone = (file: string): boolean => exampleAlone.test(file);
/** The development server of a tool: `commands/dev.ts`, `dev-server/index.ts`. It runs where people write code. */
export const isForDevelopment = (file: string): boolean => developmentFile.test(file);
/** What a compiler wrote, when its sources may be beside it. */
export const isBuildOutput = (file: string): boolean => buildOutput.test(file);
/** What a newer version has replaced: nobody deploys it on its own account, though a service may still load it. */
export const isLeftBehind = (file: string): boolean => leftFile.test(file);
/** Maintenance scripts: run by people, end by themselves. */
export const isScript = (file: string): boolean => scriptFile.test(file);

/** Code that takes part in a deployed process as far as its path tells. */
export const isProductCode = (file: string): boolean => isCode(file) && !isTest(file) && !isExample(file) && !isBuildOutput(file);
