internal import ArgumentParser
internal import Messages
internal import SystemCalls

/// `search serve`: starts the site.
///
/// The site is a separate program, `search-web`, in the same folder.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Search in a browser: start a site on this machine.",
        discussion: """
            Prints an address to open in a browser, and answers until Ctrl-C is pressed. Only this \
            machine can reach it, unless --host says otherwise. Commits to the index are noticed.

              search serve
              search serve --index my --port 9000
              search serve --data my       files can be imported on the page, into my
            """)

    @OptionGroup var index: IndexOption

    @Option(help: "The port to listen on; 0 for any that is free.")
    var port = 8080

    @Option(
        help: ArgumentHelp(
            "The address to listen on instead of 127.0.0.1 and ::1.", valueName: "address"))
    var host: String?

    @Option(
        name: .customLong("allow-host"),
        help: ArgumentHelp(
            "A name under which the site is reached; may be repeated.", valueName: "name"))
    var allowHost: [String] = []

    @Option(
        help: ArgumentHelp(
            "The folder into which files are imported on the page.", valueName: "folder"),
        completion: .directory)
    var data: String?

    @Option(
        help: ArgumentHelp(
            "How many megabytes of pages are kept to be answered again; 0 for none.",
            valueName: "megabytes"))
    var cache = 16

    @Flag(help: "Write a line for each request on the standard error stream.")
    var log = false

    @Flag(
        name: .customLong("log-queries"),
        help: "With --log: also what was asked for.")
    var logQueries = false

    func validate() throws {
        if !(0...65_535).contains(port) { throw ValidationError("--port must be 0 to 65535") }
        if !(0...4_096).contains(cache) { throw ValidationError("--cache must be 0 to 4096") }
        if data == "" { throw ValidationError("--data must name a folder") }
        if logQueries, !log { throw ValidationError("--log-queries needs --log") }
    }

    func run() throws {
        let folder = Posix.programFolder ?? "."
        let program = folder + "/search-web"
        guard TextFile.size(program) != nil else {
            throw CommandError(
                "the site is not built: there is no search-web beside the command; build it with: make build-web"
            )
        }
        Console.flush()
        let errno = Posix.replaceProcess(with: program, arguments)
        throw CommandError("cannot start \(program): \(Posix.message(errno))")
    }

    /// The arguments of the program.
    var arguments: [String] {
        var arguments = ["--index", index.folder, "--port", String(port)]
        if let host { arguments += ["--host", host] }
        for name in allowHost { arguments += ["--allow-host", name] }
        if let data { arguments += ["--data", data] }
        if cache != 16 { arguments += ["--cache", String(cache)] }
        if log { arguments.append("--log") }
        if logQueries { arguments.append("--log-queries") }
        if let lang = index.lang { arguments += ["--lang", lang.rawValue] }
        return arguments
    }
}
