/// The order of documents in the segments of an index.
///
/// No answer depends on it: hits of equal score, or of equal value of a sort, stand in the order in
/// which they were added.
public enum DocumentOrder: Sendable {
    /// That in which they stand: as they were added, or beside others that they repeat nearly word for
    /// word, where many do and were added together.
    case kept
    /// One in which documents that resemble each other are neighbours.
    ///
    /// Where many documents repeat each other, the index becomes smaller and most queries faster;
    /// where few do, nothing is won. It is found by recursive graph bisection (L. Dhulipala and others, "Compressing graphs and
    /// indexes with recursive graph bisection", KDD 2016), which takes two to four times as long as
    /// to build the index, and half of the writer's memory limit, or about 50 bytes for each
    /// document if that is more. Documents that are added later come behind.
    case similar
}
