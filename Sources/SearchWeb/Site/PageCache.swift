internal import Synchronization

/// A cache of the last pages of a commit.
///
/// A page depends on the commit, the language and the address, and on nothing else. Each commit has
/// its own cache, so entries never become stale.
///
/// Pages are in two halves. When the newer half is full, it becomes the older one, and the older
/// one is dropped; pages that were requested meanwhile have moved to the newer half. If another
/// thread holds the cache, the page is made instead of waiting.
final class PageCache: Sendable {
    private struct Halves {
        var newer: [[UInt8]: WebResponse] = [:]
        var older: [[UInt8]: WebResponse] = [:]
        /// The size of the newer half in bytes.
        var size = 0
    }

    private let halves = Mutex(Halves())
    private let limit: Int

    /// Makes a cache.
    ///
    /// - Parameter limit: the greatest size in bytes; 0 to keep nothing.
    init(limit: Int) { self.limit = limit }

    /// The key of a page: everything that it depends on except the commit.
    ///
    /// Keys are bytes, because canonically equivalent texts are shown as they were typed.
    static func key(_ request: WebRequest, language: String) -> [UInt8] {
        var key = Array(language.utf8)
        key.append(0)
        key.append(contentsOf: request.path.utf8)
        for (name, value) in request.query {
            // No path contains a zero byte, so the parts are unambiguous.
            key.append(0)
            key.append(contentsOf: PageAddress.encoded(name).utf8)
            key.append(UInt8(ascii: "="))
            key.append(contentsOf: PageAddress.encoded(value).utf8)
        }
        return key
    }

    /// A cached page; nil if there is none.
    subscript(key: [UInt8]) -> WebResponse? {
        guard limit > 0 else { return nil }
        return halves.withLockIfAvailable { halves -> WebResponse? in
            if let page = halves.newer[key] { return page }
            guard let page = halves.older[key] else { return nil }
            keep(page, key, &halves)
            return page
        } ?? nil
    }

    /// Stores a page, unless it is too large to be worthwhile.
    func keep(_ page: WebResponse, _ key: [UInt8]) {
        guard size(page, key) <= limit / 16 else { return }
        _ = halves.withLockIfAvailable { keep(page, key, &$0) }
    }

    private func keep(_ page: WebResponse, _ key: [UInt8], _ halves: inout Halves) {
        if halves.size + size(page, key) > limit / 2 {
            halves.older = halves.newer
            halves.newer = [:]
            halves.size = 0
        }
        if halves.newer.updateValue(page, forKey: key) == nil { halves.size += size(page, key) }
    }

    /// The size of a page: its bytes, its address, and some overhead.
    private func size(_ page: WebResponse, _ key: [UInt8]) -> Int {
        page.body.capacity + key.count + 512
    }
}
