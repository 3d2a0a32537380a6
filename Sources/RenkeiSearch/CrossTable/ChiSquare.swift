internal import Messages

/// Pearson's chi-square test of independence, and related figures.
public struct ChiSquareTest: Sendable, Equatable {
    /// The statistic: the sum of (observed - expected)² / expected.
    public let statistic: Double
    /// Degrees of freedom: (rows - 1) × (columns - 1).
    public let degreesOfFreedom: Int
    /// The probability of a statistic at least this great, if rows and columns are independent.
    public let p: Double
    /// Cramér's V: 0 for no association, 1 for a perfect one.
    public let cramersV: Double
    /// The expected counts; 0 in rows and columns whose sum is 0.
    public let expected: [[Double]]
    /// The adjusted standardized residuals.
    ///
    /// Source: S. J. Haberman, "The analysis of residuals in cross-classified tables", Biometrics
    /// 29, 1973. Beyond ±1.96, a cell departs from independence at the 5 per cent level; 0 if the
    /// deviation has no variance.
    public let adjustedResiduals: [[Double]]

    /// The number of expected counts below 5, ignoring empty rows and columns; if there are any, p
    /// is not reliable.
    public var lowExpectedCount: Int { expected.joined().count { $0 > 0 && $0 < 5 } }

    /// Tests a table of counts.
    ///
    /// No continuity correction is applied. Rows and columns whose sum is 0 are left out of the
    /// statistic and of the degrees of freedom.
    ///
    /// - Returns: nil unless at least two rows and two columns have counts.
    public init?(_ observed: [[Int]]) {
        let width = observed.first?.count ?? 0
        guard observed.allSatisfy({ $0.count == width }) else { return nil }
        let rows = observed.map { $0.reduce(0, +) }
        var columns = [Int](repeating: 0, count: width)
        for row in observed { for (column, count) in row.enumerated() { columns[column] += count } }
        let total = Double(rows.reduce(0, +))
        let rowCount = rows.count { $0 > 0 }
        let columnCount = columns.count { $0 > 0 }
        guard rowCount > 1, columnCount > 1 else { return nil }
        var statistic = 0.0
        var expected: [[Double]] = []
        var residuals: [[Double]] = []
        for (row, counts) in observed.enumerated() {
            var expectedRow: [Double] = []
            var residualRow: [Double] = []
            for (column, count) in counts.enumerated() {
                let share = (row: Double(rows[row]), column: Double(columns[column]))
                let mean = share.row * share.column / total
                let deviation = Double(count) - mean
                if mean > 0 { statistic += deviation * deviation / mean }
                let variance = mean * (1 - share.row / total) * (1 - share.column / total)
                expectedRow.append(mean)
                residualRow.append(variance > 0 ? deviation / variance.squareRoot() : 0)
            }
            expected.append(expectedRow)
            residuals.append(residualRow)
        }
        self.statistic = statistic
        degreesOfFreedom = (rowCount - 1) * (columnCount - 1)
        p = GammaFunction.upperRegularized(Double(degreesOfFreedom) / 2, statistic / 2)
        let least = Double(min(rowCount, columnCount) - 1)
        cramersV = (statistic / (total * least)).squareRoot()
        self.expected = expected
        adjustedResiduals = residuals
    }
}
