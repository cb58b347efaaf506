//! Builds that are killed, crowded out, or run out of room or permission.

use super::*;

#[test]
fn a_folder_that_appears_or_vanishes_during_the_build_is_noticed() {
    let place = Place::new();
    let staging = place.stage().expect("staged");
    staging.put(&Passed("index.html", b"one")).expect("put");
    fs::create_dir(place.out()).expect("made");
    fs::write(place.out().join("other"), "").expect("written");
    assert_eq!(code(staging.commit()), "out-changed");
    fs::remove_dir_all(place.out()).expect("removed");

    place.build(FIRST).expect("built");
    let staging = place.stage().expect("staged");
    staging.put(&Passed("index.html", b"two")).expect("put");
    fs::remove_dir_all(place.out()).expect("removed");
    assert_eq!(code(staging.commit()), "out-changed");
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn a_build_that_fails_leaves_the_old_site_and_nothing_else() {
    let place = Place::new();
    place.build(FIRST).expect("built");
    let before = place.site();
    let staging = place.stage().expect("staged");
    staging.put(&Passed("index.html", b"two")).expect("put");
    let mode = fs::metadata(place.0.path().join(".public.fanlight")).expect("there").mode() & 0o7777;
    assert_eq!(mode, 0o700, "readable by its owner alone");
    drop(staging);
    assert_eq!(place.site(), before);
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn a_second_build_at_once_is_refused() {
    let place = Place::new();
    place.build(FIRST).expect("built");
    let first = place.stage().expect("staged");
    first.put(&Passed("index.html", b"two")).expect("put");
    let error = place.build(FIRST).expect_err("refused");
    assert_eq!((error.code(), error.exit_code()), ("out-busy", 4));
    assert_eq!(code(Staging::beside(&place.0.path().join("other"), &PUBLIC, &[])), "fine");
    first.commit().expect("the first is not disturbed");
    assert_eq!(place.site()["index.html"], "two");
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn many_builds_at_once_end_in_one_of_their_sites() {
    let place = Place::new();
    let builds: Vec<_> = std::thread::scope(|scope| {
        let threads = (0..8).map(|_| scope.spawn(|| (0..20).map(|_| code(place.build(FIRST))).collect::<Vec<_>>()));
        threads.collect::<Vec<_>>().into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    assert!(builds.contains(&"fine"));
    assert!(builds.iter().all(|code| ["fine", "out-busy"].contains(code)), "{builds:?}");
    assert_eq!(place.site().len(), 4);
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn a_site_that_was_out_of_the_way_when_a_build_was_killed_is_put_back() {
    let place = Place::new();
    place.build(FIRST).expect("built");
    let before = place.site();
    fs::create_dir(place.0.path().join(".public.fanlight")).expect("made");
    fs::rename(place.out(), place.0.path().join(".public.fanlight/old")).expect("moved");
    drop(place.stage().expect("staged"));
    assert_eq!(place.site(), before);
}

#[test]
fn two_renames_serve_where_there_is_no_exchange() {
    let place = Place::new();
    let [new, out, old] = ["new", "public", "old"].map(|name| place.0.path().join(name));
    build(&new, &[("index.html", "two")]).expect("built");
    place.build(FIRST).expect("built");
    crate::write::system::swap_in_two_steps(&new, &out, &old).expect("swapped");
    assert_eq!((place.site().len(), read(&old).len()), (2, 4));
    assert!(crate::write::system::swap_in_two_steps(&new, &out, &place.0.path().join("again")).is_err());
    assert_eq!(place.site().len(), 2, "put back");
}

#[test]
fn a_build_killed_at_any_instant_leaves_a_whole_site() {
    let place = Place::new();
    let expected = [0, 1].map(|which| {
        version(which).into_iter().map(|(path, body)| (path, body.to_string())).collect::<BTreeMap<_, _>>()
    });
    place.build(&version(0).iter().map(|(path, body)| (path.as_str(), *body)).collect::<Vec<_>>()).expect("built");
    let mut caught = 0;
    for kill in 0..60u64 {
        let mut child = child(&place.out(), usize::MAX);
        std::thread::sleep(Duration::from_micros(4_000 + kill * 337 % 9_000));
        assert!(child.try_wait().expect("known").is_none(), "the child ended by itself");
        child.kill().expect("killed");
        child.wait().expect("ended");
        let mut site = place.site();
        assert!(site.remove(MANIFEST).is_some());
        assert!(expected.contains(&site), "neither of the two sites whole");
        if let Ok(staging) = fs::metadata(place.0.path().join(".public.fanlight")) {
            caught += 1;
            assert_eq!(staging.mode() & 0o777, 0o700);
        }
    }
    assert!(caught > 0, "no build was caught at work");
    place.build(FIRST).expect("remains are no obstacle");
    assert_eq!(place.beside(), Vec::<String>::new());
}

/// A small file system of its own; nothing where this user may not mount one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path, options: &str) -> Option<SmallDisk> {
        fs::create_dir_all(at).expect("made");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at).stderr(Stdio::null()).status();
        let mounted = mounted.is_ok_and(|status| status.success());
        if !mounted {
            eprintln!("skipped: this user may not mount a tmpfs");
        }
        mounted.then(|| SmallDisk(at.into()))
    }

    fn run(&self, options: &str) {
        assert!(Command::new("mount").args(["-o", options]).arg(&self.0).status().is_ok_and(|status| status.success()));
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg(&self.0).status().ok();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site_and_no_remains() {
    let place = Place::new();
    let Some(disk) = SmallDisk::mount(&place.0.path().join("disk"), "size=256k") else { return };
    let out = disk.0.join("public");
    build(&out, FIRST).expect("built");
    let before = read(&out);
    let page = "x".repeat(10_000);
    let pages: Vec<_> = (0..50).map(|at| (format!("p/{at}"), page.as_str())).collect();
    let pages: Vec<_> = pages.iter().map(|(path, body)| (path.as_str(), *body)).collect();
    let error = build(&out, &pages).expect_err("no room");
    assert_eq!((error.code(), error.exit_code()), ("io", 4));
    assert!(error.to_string().contains("make room on the disk"), "{error}");
    assert_eq!(read(&out), before);
    assert_eq!(fs::read_dir(&disk.0).expect("readable").count(), 1);
    build(&out, &[("index.html", "two")]).expect("the room is free again");
}

#[test]
fn a_disk_without_permission_to_write_leaves_the_old_site() {
    let place = Place::new();
    let Some(disk) = SmallDisk::mount(&place.0.path().join("disk"), "size=256k") else { return };
    let out = disk.0.join("public");
    build(&out, FIRST).expect("built");
    disk.run("remount,ro");
    let error = build(&out, &[("index.html", "two")]).expect_err("read-only");
    assert_eq!((error.code(), error.exit_code()), ("io", 4));
    fs::create_dir_all(place.out()).expect("made");
    assert_eq!(read(&out)["index.html"], "one");
}

#[test]
fn a_mount_point_is_refused_before_anything_is_made() {
    let place = Place::new();
    let Some(_disk) = SmallDisk::mount(&place.out(), "size=256k") else { return };
    assert_eq!(code(place.build(FIRST)), "out-mount-point");
}

#[test]
fn a_folder_without_permission_leaves_the_old_site() {
    let place = Place::new();
    fs::set_permissions(place.0.path(), fs::Permissions::from_mode(0o755)).expect("set");
    let program = std::env::current_exe().expect("known");
    if rustix::process::geteuid().as_raw() != 0 {
        fs::set_permissions(place.0.path(), fs::Permissions::from_mode(0o555)).expect("set");
        assert_eq!(code(place.build(FIRST)), "io");
        return fs::set_permissions(place.0.path(), fs::Permissions::from_mode(0o755)).expect("set");
    }
    // Modes don't hold root back, so a child that is nobody tries.
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program);
    command.args(["--exact", "--ignored", "write::tests::child_builds"]).env("FANLIGHT_TEST_OUT", place.out());
    let Ok(output) = command.output() else { return eprintln!("skipped: no setpriv here") };
    let said = String::from_utf8_lossy(&output.stdout);
    if !said.contains("running 1 test") {
        return eprintln!("skipped: nobody can't run the tests' program");
    }
    assert!(
        !output.status.success() && said.contains("error[io]: can't make") && said.contains("must be allowed to write"),
        "{said}"
    );
    assert!(!place.out().exists());
    assert_eq!(place.beside(), Vec::<String>::new());
}
