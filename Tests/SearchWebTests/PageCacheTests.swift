import Messages
import RenkeiSearch
import Testing

@testable import SearchWeb

@Suite("Pages that are kept") struct PageCacheTests {
    private func key(_ number: Int) -> [UInt8] { Array("page \(number)".utf8) }

    private func page(_ number: Int, bytes: Int = 1_000) -> WebResponse {
        WebResponse(headers: [("number", String(number))], body: Array(repeating: 0, count: bytes))
    }

    /// Which of the first pages are kept.
    private func kept(_ cache: PageCache, of count: Int) -> [Int] {
        (0..<count).filter { cache[key($0)]?.header("number") == String($0) }
    }

    @Test("the last pages are kept, and no more than there is room for")
    func bound() {
        let cache = PageCache(limit: 40_000)
        for number in 0..<1_000 { cache.keep(page(number), key(number)) }
        for number in 990..<1_000 {
            #expect(cache[key(number)]?.header("number") == String(number))
        }
        #expect((0..<1_000).count { cache[key($0)] != nil } <= 40)
    }

    @Test("what is asked for again and again stays")
    func again() {
        let cache = PageCache(limit: 40_000)
        for number in 0..<1_000 {
            cache.keep(page(number), key(number))
            #expect(cache[key(0)]?.header("number") == "0")
        }
    }

    @Test("nothing is kept without room, and no page that takes most of it")
    func none() {
        let off = PageCache(limit: 0)
        off.keep(page(0), key(0))
        #expect(kept(off, of: 1) == [])
        let small = PageCache(limit: 40_000)
        small.keep(page(0, bytes: 10_000), key(0))
        #expect(kept(small, of: 1) == [])
    }

    @Test("a page is that of its commit, its language and its very address")
    func pages() async throws {
        let index = try SmallIndex()
        let site = Site(
            SiteOptions(), index: try LiveIndex(folder: index.folder, cacheBytes: 16 << 20))
        func text(_ target: String) async throws -> String {
            await site.respond(to: try request(target)).text
        }
        let search = "/?q=%E5%9B%B3%E6%9B%B8%E9%A4%A8"
        let first = try await text(search)
        #expect(try await text(search) == first)
        #expect(
            site.index.snapshot?.pages[PageCache.key(try request(search), language: "ja")] != nil)
        #expect(try await text(search + "&lang=en").contains("2 hits"))
        // The same letters, composed and not: each is echoed as it was asked for.
        let composed = try await text("/?q=%E3%81%8C")
        let marked = try await text("/?q=%E3%81%8B%E3%82%99")
        #expect(composed.utf8.contains(0x8C) && !composed.utf8.elementsEqual(marked.utf8))

        var writer = try IndexWriter(opening: index.folder)
        try writer.add(SmallIndex.document("c-1", "図書館バス", "北上圏域"))
        try writer.commit()
        site.index.refresh()
        #expect(try await text(search).contains("図書館</mark>バス"))
        // What cannot be answered is not kept.
        let wrong = "/?q=start_year%3Ax"
        for _ in 0..<2 {
            #expect(await site.respond(to: try request(wrong)).status == 400)
        }
        #expect(
            site.index.snapshot?.pages[PageCache.key(try request(wrong), language: "ja")] == nil)
        withExtendedLifetime(index) {}
    }
}
