package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestScriptsCannotEscape: a script that runs on this very computer's files sees
// nothing of it but its own folder, and changes nothing: no file, no server, no
// variable of the environment, no process, and not the clock.
func TestScriptsCannotEscape(t *testing.T) {
	outside := t.TempDir()
	secret := filepath.Join(outside, "secret.txt")
	require.NoError(t, os.WriteFile(secret, []byte("secret"), 0o600))
	folder := filepath.Join(outside, "app")
	require.NoError(t, os.Mkdir(folder, 0o755))
	require.NoError(t, os.Symlink(secret, filepath.Join(folder, "link.txt")))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "own.txt"), []byte("own"), 0o644))
	t.Setenv("TIMESLICE_SECRET", "secret")

	server, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer server.Close()
	var visitors atomic.Int32
	go func() {
		for {
			visitor, err := server.Accept()
			if err != nil {
				return
			}
			visitors.Add(1)
			visitor.Close()
		}
	}()

	script := filepath.Join(folder, "main.js")
	require.NoError(t, os.WriteFile(script, fmt.Appendf(nil, `
const fs = require('fs'), net = require('net'), { execSync } = require('child_process');
const attempt = (what, f) => { try { console.log(what, String(f()).trim()); } catch (e) { console.log(what, e.code || e.message); } };
attempt('secret', () => fs.readFileSync(%[1]q));
attempt('above', () => fs.readFileSync('../secret.txt'));
attempt('link', () => fs.readFileSync('link.txt'));
attempt('fd', () => fs.readFileSync('/proc/self/root' + %[1]q));
attempt('own', () => { fs.writeFileSync('own.txt', 'changed'); fs.writeFileSync('new.txt', 'new'); return fs.readFileSync('own.txt'); });
attempt('remove', () => fs.rmSync('/app/main.js'));
attempt('require', () => require(%[1]q));
attempt('environment', () => process.env.TIMESLICE_SECRET);
attempt('shell', () => execSync('cat ' + %[1]q + ' 2>/dev/null; echo $TIMESLICE_SECRET; echo left > /tmp/timeslice-escape'));
attempt('clock', () => Date.now() - Date.UTC(2026, 0, 1) < 60_000);
attempt('global', () => Object.keys(globalThis).filter((k) => /go|host|sobek/i.test(k)));
net.connect(%[2]d, '127.0.0.1').on('error', (e) => console.log('network', e.code)).on('connect', () => console.log('network connected'));
fetch('http://127.0.0.1:%[2]d').catch((e) => console.log('fetch', e.cause.code));
`, secret, server.Addr().(*net.TCPAddr).Port), 0o644))

	in, err := os.Open(os.DevNull)
	require.NoError(t, err)
	defer in.Close()
	nowhere, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	require.NoError(t, err)
	defer nowhere.Close()
	var out, errors bytes.Buffer
	code := run([]string{"run", script}, in, &out, &errors, thisComputer(in, nowhere))
	require.Zero(t, code, errors.String())
	require.Equal(t, `secret ENOENT
above ENOENT
link ENOENT
fd ENOENT
own changed
remove undefined
require MODULE_NOT_FOUND
environment undefined
shell 
clock true
global 
network ECONNREFUSED
fetch ECONNREFUSED
`, out.String())
	require.Zero(t, visitors.Load())
	for name, want := range map[string]string{secret: "secret", filepath.Join(folder, "own.txt"): "own"} {
		got, err := os.ReadFile(name)
		require.NoError(t, err)
		require.Equal(t, want, string(got))
	}
	require.FileExists(t, script)
	require.NoFileExists(t, filepath.Join(folder, "new.txt"))
	require.NoFileExists(t, "/tmp/timeslice-escape")
}
