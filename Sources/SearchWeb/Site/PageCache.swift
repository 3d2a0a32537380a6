internal import Synchronization

/// The last pages of a commit, kept whole, so that what is asked for again is answered at once.
///
/// A page depends on the commit, the language and the address, and on nothing else. Each commit has a
/// cache of its own, so nothing has to be taken out when the index changes.
///
/// Pages are in two halves. When the newer half is full it becomes the older one, and what the older
/// one had is dropped, but for pages that were asked for meanwhile: those have moved to the newer.
/// Nobody waits for a cache that another thread is looking into: the page is made instead.
final class PageCache: Sendable {
    private struct Halves {
        var newer: [[UInt8]: WebResponse] = [:]
        var older: [[UInt8]: WebResponse] = [:]
        /// How many bytes the newer half takes.
        var size = 0
    }

    private let halves = Mutex(Halves())
    private let limit: Int

    /// A cache.
    ///
    /// - Parameter limit: how many bytes it takes at most; 0 to keep nothing.
    init(limit: Int) { self.limit = limit }

    /// Under what a page is kept: all that it depends on but the commit.
    ///
    /// By bytes: texts that are equal but for the way in which letters are composed are shown as they
    /// were asked for.
    static func key(_ request: WebRequest, language: String) -> [UInt8] {
        var key = Array(language.utf8)
        key.append(0)
        key.append(contentsOf: request.path.utf8)
        for (name, value) in request.query {
            // No path has a byte of 0, so that nothing can be taken for two parts.
            key.append(0)
            key.append(contentsOf: PageAddress.encoded(name).utf8)
            key.append(UInt8(ascii: "="))
            key.append(contentsOf: PageAddress.encoded(value).utf8)
        }
        return key
    }

    /// A page that is kept; nil if there is none.
    subscript(key: [UInt8]) -> WebResponse? {
        guard limit > 0 else { return nil }
        return halves.withLockIfAvailable { halves -> WebResponse? in
            if let page = halves.newer[key] { return page }
            guard let page = halves.older[key] else { return nil }
            keep(page, key, &halves)
            return page
        } ?? nil
    }

    /// Keeps a page, unless it is too large to be worth it.
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

    /// What a page takes: its bytes, its address, and what surrounds them.
    private func size(_ page: WebResponse, _ key: [UInt8]) -> Int {
        page.body.capacity + key.count + 512
    }
}
