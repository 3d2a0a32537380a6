import Foundation
import Ingest
import JSON
import Testing
import Messages

@Suite struct InputFilesTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("a folder means its files of records and those of its folders, sorted by name")
    func folders() throws {
        for name in ["b.jsonl", "a.csv", "10.XLSX", "9.txt", "事業.docx"] {
            try folder.write("", to: name)
        }
        for name in [".hidden.csv", "~$10.xlsx", "README.md", "README.ja.md", "schema.json"] {
            try folder.write("", to: name)
        }
        for name in ["photo.png", "a.jsonl.bak"] { try folder.write("", to: name) }
        for inner in ["inner", "vocabulary"] {
            let path = try folder.makeFolder(inner)
            try Data().write(to: URL(fileURLWithPath: path).appendingPathComponent("c.csv"))
        }
        let names = ["10.XLSX", "9.txt", "a.csv", "b.jsonl", "inner/c.csv", "事業.docx"]
        for path in [folder.path, folder.path + "/"] {
            let found = try InputFiles.walk([path])
            #expect(found.files == names.map { folder.path + "/" + $0 })
            #expect(
                found.passedOver == ["a.jsonl.bak", "photo.png"].map { folder.path + "/" + $0 })
        }
    }

    @Test("folders that hold each other end in an error")
    func loop() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/again", withDestinationPath: folder.path)
        let error = #expect(throws: IngestError.self) { try InputFiles.expand([folder.path]) }
        #expect(error?.message == "folders are nested more than 16 deep")
    }

    @Test("files are read in the order given, whatever their names")
    func files() throws {
        let text = try folder.write("", to: "b.txt")
        let lines = try folder.write("", to: "a.jsonl")
        #expect(
            try InputFiles.expand([text, folder.path, text]) == [text, lines, text, text])
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
        try folder.write("", to: "a.png")
        #expect(
            throws: IngestError(
                path: folder.path,
                message: "the folder has no file of records: no table, document or JSON")
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
