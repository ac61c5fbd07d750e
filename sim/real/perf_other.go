//go:build !linux && !js

package real

// openWatcher is refused: no system but Linux gives its records to everybody.
func openWatcher() (watcher, error) {
	return nil, &Refusal{Why: NoRecords}
}
