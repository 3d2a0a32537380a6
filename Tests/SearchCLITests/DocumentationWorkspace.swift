import Foundation
import Testing

/// A folder with everything that the examples of the documentation name: the bundled index, and files
/// of the kinds that people have.
struct DocumentationWorkspace {
    /// What a command did.
    struct Run {
        var status: Int32
        var lines: [String]
        var errors: String
    }

    private let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        let files = FileManager.default
        let data = BundledIndex.package.appendingPathComponent("Examples/data")
        for (name, source) in [
            ("事業一覧.xlsx", "projects.xlsx"), ("連携ビジョン.docx", "vision.docx"),
            ("grants.csv", "grants.csv"), ("more.jsonl", "more.jsonl"),
        ] {
            try files.copyItem(
                at: data.appendingPathComponent(source),
                to: URL(fileURLWithPath: folder.path(of: name)))
        }
        for name in ["corpus", "Examples"] {
            try files.createSymbolicLink(
                atPath: folder.path(of: name),
                withDestinationPath: BundledIndex.package.appendingPathComponent(name).path)
        }
        try files.copyItem(
            atPath: try await BundledIndex.folder, toPath: folder.path(of: "index"))
        try folder.write("", to: "bin/.keep")
        try files.createSymbolicLink(
            atPath: folder.path(of: "bin/search"),
            withDestinationPath: try SearchProcess.executable.path)
        try folder.write("隣の市の図書館でも本を借りられるようにする。\n", to: "plan.txt")
        try folder.write("maebashi-takasaki-19\nmorioka-041\n", to: "ids.txt")
        try folder.write("q1\t図書館の相互利用\nq2\t火葬場\n", to: "topics.tsv")
        try folder.write("q1 0 maebashi-takasaki-19 3\nq2 0 chusu-okayama-06 3\n", to: "qrels.txt")
        try folder.write("病児保育, 病後児保育\n", to: "synonyms.txt")
        try folder.write(
            "[病児保育]\nquery = 病児保育 OR 病後児保育\n[盛岡の観光]\nquery = 観光\narea = 盛岡\nyear = 2015..\n",
            to: "questions.txt")
    }

    /// Runs a program in this folder, where `search` is the command.
    func run(_ program: String, script: String) async throws -> SearchProcess.Outcome {
        try folder.write(script, to: "script")
        return try await SearchProcess.shell(
            "PATH=$PWD/bin:$PATH; export LC_ALL=C.UTF-8; exec \(program) script", in: folder.path)
    }

    /// Runs the commands of a page one after the other, in a shell in this folder.
    func run(_ page: DocumentationPage) async throws -> [Run] {
        let locale = page.isJapanese ? "ja_JP.UTF-8" : "C"
        var script = "PATH=$PWD/bin:$PATH; export LC_ALL=\(locale)\n"
        for (index, example) in page.examples.enumerated() {
            script += "{ \(example.command)\n} >output-\(index) 2>errors-\(index) </dev/null\n"
            script += "echo $?\n"
        }
        let outcome = try await SearchProcess.shell(script, in: folder.path)
        try #require(outcome.lines.count == page.examples.count, "\(outcome.errors)")
        return try outcome.lines.enumerated().map { index, status in
            var lines = try folder.text(of: "output-\(index)")
                .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if lines.last == "" { lines.removeLast() }
            return Run(
                status: try #require(Int32(status)), lines: lines,
                errors: try folder.text(of: "errors-\(index)"))
        }
    }
}
