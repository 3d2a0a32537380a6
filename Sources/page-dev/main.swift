import Foundation
import SearchWeb
import RenkeiSearch
import Messages
setvbuf(stdout, nil, _IOFBF, 1 << 16)
var options = SiteOptions()
options.index = CommandLine.arguments[1]
let site = Site(options, index: try LiveIndex(folder: options.index), report: { print($0, to: &err) })
struct Err: TextOutputStream { mutating func write(_ s: String) { FileHandle.standardError.write(Data(s.utf8)) } }
nonisolated(unsafe) var err = Err()
// METHOD \t path \t query(base64 json) \t headers json \t body base64
while let line = readLine() {
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as! [String: Any]
    let query = (object["query"] as! [[String]]).map { (name: $0[0], value: $0[1]) }
    let headers = (object["headers"] as! [[String]]).map { (name: $0[0], value: $0[1]) }
    let request = WebRequest(method: WebRequest.Method(rawValue: object["method"] as! String) ?? .get,
        path: object["path"] as! String, query: query, headers: WebHeaders(headers),
        body: Array(Data(base64Encoded: object["body"] as! String)!))
    let response = await site.respond(to: request)
    let out: [String: Any] = ["status": response.status, "headers": response.headers.map { [$0.0, $0.1] },
        "body": Data(response.body).base64EncodedString()]
    print(String(decoding: try JSONSerialization.data(withJSONObject: out), as: UTF8.self))
    fflush(stdout)
}
