//! How much was read and compared, for tests of growth. In the program it counts nothing.

#[cfg(test)]
thread_local! {
    static DONE: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
    static READ: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// A text of so many bytes was read, in as many ways as it takes.
pub(crate) fn add(bytes: usize) {
    #[cfg(test)]
    READ.with(|read| read.set(read.get() + bytes));
    #[cfg(not(test))]
    let _ = bytes;
}

/// The bytes of all texts that this thread has read.
#[cfg(test)]
pub(crate) fn read() -> usize {
    READ.with(std::cell::Cell::get)
}

/// So many bytes were read, or words compared.
pub(crate) fn done(amount: usize) {
    #[cfg(test)]
    DONE.with(|done| done.set(done.get() + amount as u64));
    #[cfg(not(test))]
    let _ = amount;
}

/// What `run` cost.
#[cfg(test)]
pub(crate) fn of(run: impl FnOnce()) -> u64 {
    let before = DONE.with(std::cell::Cell::get);
    run();
    DONE.with(std::cell::Cell::get) - before
}
