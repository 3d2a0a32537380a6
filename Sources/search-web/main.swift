internal import SearchWeb

await WebMain.main(Array(CommandLine.arguments.dropFirst()))
