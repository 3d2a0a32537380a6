internal import IndexStorage
internal import TextAnalysis

extension Searcher {
    /// Adds to the best of those candidates that lack words what is related to these.
    ///
    /// - Parameter ranked: the candidates; those that get more are marked.
    func addRelated(
        to ranked: inout [RankedCandidate], _ context: QueryContext
    ) throws(StorageError) {
        guard ranked.contains(where: { $0.candidate.tier < 0 }),
            let evidence = RelatedEvidence(context)
        else { return }
        let lacking = ranked.indices.filter { ranked[$0].candidate.tier < 0 }
            .sorted { ranked[$0].candidate.precedes(ranked[$1].candidate) }
            .prefix(RelatedEvidence.Weights.standard.depth)
        let numbers = lacking.map { ranked[$0].candidate.document }
        let findings = try related(evidence, numbers)
        for (index, finding) in zip(lacking, findings) {
            ranked[index].candidate.score += finding.score
            ranked[index].hasRelated = true
        }
    }

    /// What is related to the question in some documents.
    func related(
        _ evidence: RelatedEvidence, _ documents: [UInt32]
    ) throws(StorageError) -> [RelatedEvidence.Finding] {
        var failure: StorageError?
        let findings = try? analyzers.with { analyzer throws(SearchError) in
            var findings: [RelatedEvidence.Finding] = []
            do throws(StorageError) {
                for document in documents {
                    let fields = try comparedFields(document, analyzer, tracking: false)
                    findings.append(evidence.examine(fields))
                }
            } catch { failure = error }
            return findings
        }
        if let failure { throw failure }
        return findings ?? []
    }
}
