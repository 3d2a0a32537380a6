internal import SearchCLI

SearchMain.main(Array(CommandLine.arguments.dropFirst()))
