//! Arguments in, exit code out.

use std::alloc::System;
use std::process::ExitCode;

use cap::Cap;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

fn main() -> ExitCode {
    // With less than it has already the program could do nothing at all; every limit is far above.
    let limit_memory = |most| {
        let _ = ALLOCATOR.set_limit(most);
    };
    duly::cli::main(std::env::args_os(), &limit_memory)
}
