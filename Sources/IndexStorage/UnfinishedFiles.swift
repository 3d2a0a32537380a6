internal import CInterruption

// SAFETY, all of this file: the functions of C copy a path, which is a C string for the time of the
// call, before they return.

/// Files and folders in the making, which a signal that ends the process takes away.
///
/// Nothing is noted, and no signal caught, unless the program asks for it with `removeOnSignals()`.
package enum UnfinishedFiles {
    /// Begins to catch SIGHUP, SIGINT and SIGTERM: each removes what is unfinished and then ends the
    /// process, as it does in a program that does not catch it.
    ///
    /// To be called once, before a writer is made.
    package static func removeOnSignals() { interruption_catch() }

    /// Notes a file that is about to be made.
    package static func noteFile(_ path: String) {
        unsafe path.withCString { unsafe interruption_note($0, 0) }
    }

    /// Notes a folder that has been made, to be removed if it is empty.
    ///
    /// What is noted last is removed first.
    static func noteFolder(_ path: String) {
        unsafe path.withCString { unsafe interruption_note($0, 1) }
    }

    /// Ends the process here if a signal has come while a file was made.
    static func check() { interruption_check() }

    /// Does something that no signal may interrupt; one that comes ends the process behind it.
    package static func uninterrupted<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        interruption_hold()
        defer { interruption_release() }
        return try body()
    }

    /// Says that what was noted is finished.
    ///
    /// To be called within `uninterrupted`, with what makes it so.
    static func forget() { interruption_forget() }
}
