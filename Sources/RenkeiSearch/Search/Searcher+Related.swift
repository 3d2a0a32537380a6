internal import IndexStorage
internal import Messages
internal import TextAnalysis

extension Searcher {
    /// Raises the scores of the best candidates that lack words for words related to these.
    ///
    /// - Parameter ranked: the candidates; those with a bonus are marked.
    func addRelated(
        to ranked: inout [RankedCandidate], _ context: QueryContext
    ) throws(StorageError) {
        guard ranked.contains(where: { $0.candidate.tier < 0 }),
            let evidence = RelatedEvidence(context)
        else { return }
        let lacking = ranked.indices.filter { ranked[$0].candidate.tier < 0 }
            .sorted { ranked[$0].candidate.precedes(ranked[$1].candidate) }
            .prefix(RelatedEvidence.Weights.standard.depth)
        let greatest = RelatedEvidence.Weights.standard.greatestCoverage
        if lacking.contains(where: { ranked[$0].coverage > greatest }) { return }
        let numbers = lacking.map { ranked[$0].candidate.document }
        let findings = try related(evidence, numbers, context.interruption)
        for (index, finding) in zip(lacking, findings) {
            ranked[index].candidate.score += finding.score
            ranked[index].hasRelated = true
        }
    }

    /// Finds the words of some documents that are related to the question.
    ///
    /// - Parameter interruption: checked before each document, if given.
    func related(
        _ evidence: RelatedEvidence, _ documents: [UInt32], _ interruption: Interruption? = nil
    ) throws(StorageError) -> [RelatedEvidence.Finding] {
        var failure: StorageError?
        var findings: [RelatedEvidence.Finding] = []
        do throws(SearchError) {
            try analyzers.with { analyzer throws(SearchError) in
                do throws(StorageError) {
                    var text = RelatedText()
                    for document in documents {
                        try interruption?.check()
                        try text.read(document, of: self, analyzer)
                        findings.append(evidence.examine(text.fields, text.counts))
                    }
                } catch { failure = error }
            }
        } catch {
            // ICU lacks data for an analyzer.
            throw StorageError(.io, path: "ICU", error.localizedMessage)
        }
        if let failure { throw failure }
        return findings
    }
}
