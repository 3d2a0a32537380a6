import Foundation
import Ingest
import Testing
import Messages

@Suite struct InputFilesTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("a folder stands for its files of JSON Lines, sorted by name")
    func folders() throws {
        for name in ["b.jsonl", "a.jsonl", "10.jsonl", "9.jsonl", "事業.jsonl", "B.jsonl"] {
            try folder.write("", to: name)
        }
        for name in ["a.json", "jsonl", ".hidden.jsonl", "a.jsonl.bak"] {
            try folder.write("", to: name)
        }
        let inner = try folder.makeFolder("inner.jsonl")
        try Data().write(to: URL(fileURLWithPath: inner).appendingPathComponent("c.jsonl"))
        let names = ["10.jsonl", "9.jsonl", "B.jsonl", "a.jsonl", "b.jsonl", "事業.jsonl"]
        #expect(
            try InputFiles.expand([folder.path]) == names.map { folder.path + "/" + $0 })
        #expect(
            try InputFiles.expand([folder.path + "/"]) == names.map { folder.path + "/" + $0 })
    }

    @Test("files stand for themselves, in the order given and whatever their names")
    func files() throws {
        let text = try folder.write("", to: "b.txt")
        let lines = try folder.write("", to: "a.jsonl")
        #expect(
            try InputFiles.expand([text, folder.path, text]) == [text, lines, text])
        #expect(try InputFiles.expand([]).isEmpty)
    }

    @Test("a link is followed, and one that leads nowhere is left to whoever reads it")
    func links() throws {
        let target = try folder.makeFolder("target")
        for (link, destination) in [("a.jsonl", target), ("b.jsonl", "nowhere")] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.path + "/" + link, withDestinationPath: destination)
        }
        #expect(try InputFiles.expand([folder.path]) == [folder.path + "/b.jsonl"])
    }

    @Test("a folder without such files is an error")
    func emptyFolder() throws {
        try folder.write("", to: "a.csv")
        #expect(
            throws: IngestError(
                path: folder.path, message: "the folder has no file whose name ends in .jsonl")
        ) {
            try InputFiles.expand([folder.path])
        }
    }

    @Test("a path that leads nowhere is an error")
    func missing() {
        let path = folder.path + "/none"
        let error = #expect(throws: IngestError.self) { try InputFiles.expand([path]) }
        #expect(error?.description == "\(path): there is no such file or folder")
    }
}
