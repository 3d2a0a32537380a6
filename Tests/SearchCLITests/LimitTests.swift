import Foundation
import Testing

@Suite("limits of the system") struct LimitTests {
    private static let commands = ["index", "query 図書館", "check", "add corpus/west.jsonl"]

    @Test(
        "with few files or little memory a command works or says what it lacks", arguments: commands
    )
    func limits(command: String) async throws {
        let workspace = try await Workspace.indexed()
        let limits = ["-n 4", "-n 6", "-n 9", "-v 80000", "-v 110000", "-v 160000"]
        for limit in limits {
            let outcome = try await SearchProcess.shell(
                "ulimit -c 0; ulimit \(limit); exec \"$0\" \(command)", in: workspace.folder.path)
            // 127: not even the system's libraries could be loaded.
            #expect([0, 2, 127].contains(outcome.status), "\(limit): \(outcome)")
            if outcome.status == 2 {
                #expect(outcome.errorLines.count == 1, "\(limit): \(outcome)")
                #expect(outcome.errors.hasPrefix("search: "), "\(limit): \(outcome)")
            }
        }
        #expect(try await workspace.search("check").status == 0)
    }

    @Test("a file at its size limit is an error, and leaves nothing")
    func fileSize() async throws {
        let workspace = try Workspace()
        let outcome = try await SearchProcess.shell(
            "ulimit -f 4; exec \"$0\" index", in: workspace.folder.path)
        #expect(outcome.status == 2)
        #expect(outcome.errors.hasSuffix(": cannot write to the file: File too large\n"))
        #expect(try !workspace.folder.names(in: "").contains("index"))
    }

    @Test("an argument that is no UTF-8 is refused, and no other folder is made of it")
    func arguments() async throws {
        let workspace = try Workspace()
        let outcome = try await SearchProcess.shell(
            "exec \"$0\" index --index \"$(printf 'a\\377b')\"", in: workspace.folder.path)
        expectError(outcome, "argument 3 is not valid UTF-8")
        #expect(try workspace.folder.names(in: "") == ["corpus"])
        let empty = try await workspace.search("index", "--index", "")
        expectError(empty, "--index must name a folder (see: search --help)")
    }

    @Test(
        "a manifest that is a pipe is refused at once", arguments: ["index", "query 図書館", "check"])
    func pipe(command: String) async throws {
        let workspace = try Workspace()
        let outcome = try await SearchProcess.shell(
            "mkdir index && mkfifo index/manifest && exec \"$0\" \(command)",
            in: workspace.folder.path)
        #expect(outcome.status == 2)
        #expect(
            outcome.errors.hasPrefix("search: index/manifest: is a pipe or a device, not a file"))
        #expect(try workspace.folder.names(in: "index") == ["manifest"])
    }

    @Test(
        "output is written over no file of an index",
        arguments: ["manifest", "lock", "1-0.segment"])
    func output(name: String) async throws {
        let workspace = try await Workspace.indexed()
        let path = workspace.folder.path(of: "index/" + name)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let outcome = try await workspace.search(
            "--batch", "--run", "index/" + name, input: "図書館\n")
        expectError(outcome, "index/\(name) is a file of an index; write to another file")
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test("check names the files that a repair has kept, and removes them when it is told to")
    func damagedFiles() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.changeByte(of: "index/1-0.segment", at: 3000) { $0 ^ 1 }
        let kept = ["1-0.segment.damaged", "manifest-2.damaged"]
        let note =
            "search: index holds 2 damaged files that a repair has replaced: \(kept[0]), \(kept[1]); remove with: search check --remove-damaged\n"
        let repair = try await workspace.search("check", "--repair")
        #expect(repair.errors.hasSuffix(note), "\(repair.errors)")
        let check = try await workspace.search("check")
        #expect(check.status == 0)
        #expect(check.errors == note)
        let removal = try await workspace.search("check", "--remove-damaged")
        #expect(removal.status == 0)
        #expect(removal.output == "index: 2 damaged files removed\n")
        #expect(try await workspace.search("check").errors == "")
        #expect(try workspace.folder.names(in: "index") == ["2-0.segment", "lock", "manifest"])
        let both = try await workspace.search("check", "--repair", "--remove-damaged")
        #expect(both.status == 2)
    }
}
