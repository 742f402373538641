# Rollcall's two commands: `make run` opens it on the demo, `make test` runs every test there is.
# Both install what is missing first (Debian and Ubuntu; elsewhere they name it).

# What the program is built from: a compiler, OpenSSL's build (perl), the system's webview.
BUILD_PACKAGES = build-essential perl pkg-config libwebkit2gtk-4.1-dev
# What the tests drive the real window with: a display, a driver, a session bus, a keyring; and what shows when the disk
# is asked for.
TEST_PACKAGES = xvfb webkit2gtk-driver dbus-daemon gnome-keyring libglib2.0-bin strace

UI_SOURCES = $(shell find ui -path ui/node_modules -prune -o -path ui/dist -prune -o -path ui/src/messages/generated -prune -o -type f -print)
NPM = npm --prefix ui --no-audit --no-fund

.PHONY: run window terminal ui test suites packages test-packages test-ui test-format test-lint test-rust test-window bench soak

run:
ifeq ($(shell uname -s),Linux)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(MAKE) window; else \
		echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the demo runs in this terminal."; \
		$(MAKE) terminal; fi
else
	@$(MAKE) window
endif

# The demo in the window.
window: packages ui
	cargo build --package rollcall-desktop --package rollcall-reader
	"$${CARGO_TARGET_DIR:-target}/debug/rollcall-desktop" --demo

# The demo in the terminal.
terminal: packages
	cargo run --quiet --package rollcall-cli -- demo

ui: ui/dist/index.html

ui/node_modules/.package-lock.json: ui/package.json ui/package-lock.json
	$(NPM) ci
	@touch $@

ui/dist/index.html: ui/node_modules/.package-lock.json $(UI_SOURCES)
	$(NPM) run build

packages:
	@.ci/install $(BUILD_PACKAGES)

test-packages:
	@.ci/install $(BUILD_PACKAGES) $(TEST_PACKAGES)

# Every test and check. `.ci/run` calls it too, and sums up. Always the whole workspace, so that one build serves all.
test: test-ui test-format test-lint test-rust test-window

# The suites for the sum; those marked as checks give no number of tests.
suites:
	@echo ui format=check lint=check rust window

test-ui: test-packages ui/node_modules/.package-lock.json
	@.ci/suite ui sh -ec '$(NPM) run check; $(NPM) run lint; $(NPM) run test; $(NPM) run build'

test-format: test-packages
	@.ci/suite format cargo fmt --all --check

test-lint: test-packages ui
	@.ci/suite lint sh -ec 'cargo clippy --workspace --all-targets -- -D warnings; cargo clippy --workspace --test window -- -D warnings'

test-rust: test-packages ui
	@.ci/suite rust cargo test --workspace --no-fail-fast

# The real window, on a display, a session bus and a keyring of its own.
test-window: test-packages ui
	@.ci/suite window cargo test --workspace --test window

# The figures: reading, planning, items, sending in real time, and the start of the window. Nothing is asserted; read what
# is printed.
bench: test-packages ui
	cargo build --release --package rollcall-reader
	cargo bench --package rollcall-core
	cargo test --release --package rollcall-desktop --test window first_usable -- --nocapture
	cargo test --release --package rollcall-desktop --test window a_start_by_itself -- --nocapture
	ROLLCALL_BENCH_ROWS=1000000 cargo test --release --package rollcall-desktop --test window more_rows_than -- --nocapture
	ROLLCALL_BENCH_PEOPLE=100000 cargo test --release --package rollcall-desktop --test window pages_of -- --nocapture

# What takes too long for every change: three hundred kills, a thousand power losses, five thousand schedules of faults.
# Seeds are printed; ROLLCALL_SOAK_SEED brings a run back. The power losses need strace, and the right to trace.
soak:
	@.ci/install $(BUILD_PACKAGES) $(TEST_PACKAGES)
	cargo test --release --package rollcall-cli --test soak -- --nocapture --test-threads 1
	seed=$${ROLLCALL_SOAK_SEED:-$$(date +%s)}; echo "5000 schedules of faults; seed $$seed"; \
		PROPTEST_CASES=5000 PROPTEST_RNG_SEED=$$seed cargo test --package rollcall-core --lib chance
