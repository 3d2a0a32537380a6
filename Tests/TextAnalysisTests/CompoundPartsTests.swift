import Testing

@testable import TextAnalysis

/// Which words are parts of the compounds that their letters stand in.
@Suite struct CompoundPartsTests {
    private func isPart(_ word: String, of compound: String) throws -> Bool {
        let segmenter = try WordSegmenter()
        let text = compound.unicodeScalars.map(\.value)
        let letters = word.unicodeScalars.map(\.value)
        var starts: [Bool] = []
        segmenter.segment(text, into: &starts)
        for start in 0...text.count - letters.count
        where text[start..<start + letters.count].elementsEqual(letters) {
            let range = start..<start + letters.count
            let isPart = CompoundParts.isPart(range, of: text, segmenter) { starts[$0] }
            if isPart { return true }
        }
        return false
    }

    @Test(arguments: [
        ("下水道", "上下水道事業"), ("空港", "花巻空港"), ("水道", "上水道"), ("学校", "小学校"), ("中学校", "小中学校"),
        ("時間", "短時間"), ("議会", "市議会"), ("生物", "微生物"),
    ])
    func `a word of the cheapest cut is a part`(_ word: String, _ compound: String) throws {
        #expect(try isPart(word, of: compound))
    }

    @Test(arguments: [
        ("京都", "東京都"), ("津市", "大津市"), ("城", "赤城山"), ("港", "空港"), ("都市", "京都市"), ("国民", "中国民族"),
        ("議会", "協議会"), ("会社", "社会社"), ("川市", "旭川市"), ("電子", "市電子供"), ("出産", "輸出産業"),
        ("中国", "備中国"), ("広島", "東広島市"), ("大阪", "東大阪市"), ("理学", "管理学"), ("島県", "福島県"),
    ])
    func `letters of other words and at other positions are no part`(
        _ word: String, _ compound: String
    ) throws {
        #expect(try !isPart(word, of: compound))
    }
}
