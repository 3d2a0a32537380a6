package import Messages
package import RenkeiSearch

/// The context for answering a request.
package struct SiteContext: Sendable {
    /// The index at the time of the request; nil while there is none.
    package let snapshot: SiteSnapshot?
    /// The options of the site.
    package let options: SiteOptions
    /// The language of the answer: that of `lang=` in the address, of the options, or of the
    /// browser; otherwise Japanese.
    package let language: MessageLanguage
    /// The deadline of the response.
    package let deadline: ContinuousClock.Instant

    /// Makes a context.
    package init(
        snapshot: SiteSnapshot?, options: SiteOptions, language: MessageLanguage,
        deadline: ContinuousClock.Instant
    ) {
        self.snapshot = snapshot
        self.options = options
        self.language = language
        self.deadline = deadline
    }

    /// The index, the same for the whole request.
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
