import Foundation
import RenkeiSearch

// A folder that goes with the program; an index of yours stays where you put it.
let folder = NSTemporaryDirectory() + "ten-lines-\(ProcessInfo.processInfo.processIdentifier)"
defer { try? FileManager.default.removeItem(atPath: folder) }

let plans = [
    ("p1", "図書館の相互利用", "隣の市の住民も図書館で本を借りられる。"),
    ("p2", "病児保育の広域利用", "病気の子どもを、圏域のどの施設でも預かる。"),
    ("p3", "移動文庫の運行", "山あいの集落を図書館の車が回る。"),
]

var writer = try IndexWriter(creating: folder, schema: .projects)
for (id, title, description) in plans {
    var document = Document(id: id)
    document["title"] = .text(title)
    document["description"] = .text(description)
    try writer.add(document)
}
try writer.commit()

let searcher = try Searcher(folder: folder)
let results = try searcher.search("図書館")
for hit in results.hits {
    let document = try searcher.document(of: hit)
    let snippet = try searcher.snippet(of: document.text("description"), for: results)
    let marked = snippet.pieces.map { $0.isHighlighted ? "[\($0.text)]" : $0.text }.joined()
    print(hit.id, document.text("title"), "-", marked)
}
