internal import NIOPosix

// SAFETY, all of this file: a job is run once, and on the executor that it was handed to, which
// outlives it.

/// Runs tasks on the threads of a pool of its own.
///
/// A search keeps its thread until it is done. On the threads that Swift has, one for each processor,
/// two dear queries would hold up all others; here the system shares the processors among them.
final class PoolExecutor: TaskExecutor {
    private let pool: NIOThreadPool

    init(_ pool: NIOThreadPool) { self.pool = pool }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = unsafe asUnownedTaskExecutor()
        pool.submit { _ in unsafe job.runSynchronously(on: executor) }
    }
}
