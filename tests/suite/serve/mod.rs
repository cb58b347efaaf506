//! `fanlight serve`, from outside: a small site, a real server, plain HTTP.

mod hosting;
mod keeping_up;
mod server;
mod sources;
