/// Log-odds ratios of words in two sets with an informative Dirichlet prior.
///
/// `DistinctiveTerms` has the formula and its source.
struct LogOdds {
    private let words: Double
    private let otherWords: Double
    private let prior: Double

    /// - Parameters:
    ///   - words: the number of words in the first set.
    ///   - otherWords: the number of words in the second set.
    ///   - prior: the weight of the prior in words.
    init(words: Int, otherWords: Int, prior: Double) {
        self.words = Double(words)
        self.otherWords = Double(otherWords)
        self.prior = prior
    }

    /// The log-odds ratio of a word, and that divided by its standard deviation.
    ///
    /// If there is only one word in both sets, there are no odds, and both are 0.
    func ratio(_ count: Int, _ otherCount: Int) -> (delta: Double, z: Double) {
        let (first, second) = (Double(count), Double(otherCount))
        let alpha = prior * (first + second) / (words + otherWords)
        let (mine, theirs) = (first + alpha, second + alpha)
        let (rest, otherRest) = (words + prior - mine, otherWords + prior - theirs)
        guard mine > 0, theirs > 0, rest > 0, otherRest > 0 else { return (0, 0) }
        let delta = Double.logarithm(mine / rest) - Double.logarithm(theirs / otherRest)
        return (delta, delta / (1 / mine + 1 / theirs).squareRoot())
    }
}
