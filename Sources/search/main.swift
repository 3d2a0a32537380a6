#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif
internal import SearchCLI

exit(await SearchMain.run(Array(CommandLine.arguments.dropFirst())))
