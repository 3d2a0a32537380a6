/// The log-likelihood ratio of a 2 × 2 table.
///
/// Source: T. Dunning, "Accurate methods for the statistics of surprise and coincidence",
/// Computational Linguistics 19, 1993: 2 Σ O ln(O / E), where E is the expected count if rows and
/// columns are independent. It follows a χ² distribution with one degree of freedom: significant at
/// 5 per cent above 3.84, at 0.1 per cent above 10.83.
enum LogLikelihood {
    /// The statistic; negative if the first cell is less than expected.
    ///
    /// - Parameters:
    ///   - both: the first cell.
    ///   - row: the sum of the first row.
    ///   - column: the sum of the first column.
    ///   - total: the sum of all cells.
    static func signed(both: Int, row: Int, column: Int, total: Int) -> Double {
        let cells = [both, row - both, column - both, total - row - column + both]
        let rows = [row, row, total - row, total - row]
        let columns = [column, total - column, column, total - column]
        var sum = 0.0
        for cell in cells.indices where cells[cell] > 0 {
            let expected = Double(rows[cell]) * Double(columns[cell]) / Double(total)
            sum += Double(cells[cell]) * Double.logarithm(Double(cells[cell]) / expected)
        }
        let statistic = max(2 * sum, 0)
        let isMore = Double(both) * Double(total) >= Double(row) * Double(column)
        return isMore ? statistic : -statistic
    }
}
