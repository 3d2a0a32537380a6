package import Messages
package import RenkeiSearch

/// What a request is answered with.
package struct SiteContext: Sendable {
    /// The index as it was when the request came; nil while there is none.
    package let snapshot: SiteSnapshot?
    /// How the site is run.
    package let options: SiteOptions
    /// The language of the answer: that of `lang=` in the address, of the options, or of the
    /// browser; Japanese if none says so.
    package let language: MessageLanguage
    /// When the answer is to be there.
    package let deadline: ContinuousClock.Instant

    /// A context.
    package init(
        snapshot: SiteSnapshot?, options: SiteOptions, language: MessageLanguage,
        deadline: ContinuousClock.Instant
    ) {
        self.snapshot = snapshot
        self.options = options
        self.language = language
        self.deadline = deadline
    }

    /// The index to answer from, the same for the whole request.
    ///
    /// - Throws: ``WebError`` 503 while there is no index.
    package var searcher: Searcher {
        get throws {
            guard let snapshot else {
                throw WebError(503, "there is no index to answer from yet")
            }
            return snapshot.searcher
        }
    }

    /// A message in the language of the answer.
    package func text(_ message: Message) -> String { message.text(in: language) }
}
