import Ingest
import Testing

/// The Morioka paper marks projects in its last column; the descriptions say so in words.
@Suite("The marks of the projects of Morioka") struct MoriokaMarkTests {
    /// The numbers of the projects whose description has a word.
    private func numbers(of word: String) throws -> [String] {
        try Corpus.records()
            .filter { $0.text("id").hasPrefix("morioka-") && !$0.isBackground }
            .filter { $0.text("description").contains(word) }
            .map { String($0.text("id").dropFirst("morioka-".count)) }
    }

    @Test("a project of Morioka that is part of the economic strategy says so")
    func economicStrategy() throws {
        #expect(
            try numbers(of: "経済戦略") == [
                "004", "009", "012", "014", "016", "018", "019", "020", "022", "023", "028", "030",
                "031", "032", "033", "034", "035", "037", "038", "039", "040", "053", "055", "056",
                "058", "059", "060", "061", "062", "063", "090", "099", "103",
            ])
    }

    @Test("a project of Morioka that the committee deals with says so")
    func committee() throws {
        #expect(
            try numbers(of: "専門部会") == [
                "009", "020", "021", "024", "037", "038", "039", "040", "041", "057", "075", "078",
                "079", "107", "108",
            ])
    }
}
