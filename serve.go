//go:build !js

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"timeslice/assets/site"
	"timeslice/sim/node"
)

// serveCommand builds the program for browsers and serves it.
type serveCommand struct {
	Out  string `help:"cli.help.serve-out" placeholder:"DIR"`
	Port int    `help:"cli.help.serve-port" default:"8420" placeholder:"N"`
}

// Run serves the page until it is interrupted, or writes it into a folder.
func (c *serveCommand) Run(p *program) error {
	if c.Out != "" {
		p.print(p.words.Say("cli.serve-building"))
		built, err := p.buildSite()
		if err != nil {
			return err
		}
		megabytes := fmt.Sprintf("%.1f", float64(built.LoadBytes())/1e6)
		if err := built.Write(c.Out); err != nil {
			return p.wrong("cli.unwritable-output", "Error", err.Error())
		}
		p.print(p.words.Say("cli.serve-wrote", "Folder", c.Out, "MB", megabytes))
		return nil
	}
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", c.Port))
	if err != nil {
		return p.wrong("cli.serve-port-taken", "Port", c.Port, "Error", err.Error())
	}
	return p.serve(listener, "")
}

// usualPort is where the page is served unless the user says otherwise.
const usualPort = 8420

// serveInstead is for who has no display: the app in a browser, which may be
// another computer's, with what was to be opened.
func serveInstead(p *program, fragment string) error {
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", usualPort))
	if err != nil { // somebody else has that port; another will do
		listener, err = net.Listen("tcp", "127.0.0.1:0")
	}
	if err != nil {
		return err
	}
	return p.serve(listener, fragment)
}

// serve builds the page and serves it until it is interrupted. The address that is
// told has the fragment, if there is one.
func (p *program) serve(listener net.Listener, fragment string) error {
	defer listener.Close()
	p.print(p.words.Say("cli.serve-building"))
	built, err := p.buildSite()
	if err != nil {
		return err
	}
	address := "http://" + listener.Addr().String() + "/"
	if fragment != "" {
		address += "#" + fragment
	}
	p.print(p.words.Say("cli.serve-at", "Address", address, "MB", fmt.Sprintf("%.1f", float64(built.LoadBytes())/1e6)))
	return serveUntilInterrupted(listener, built)
}

// serveUntilInterrupted serves until somebody presses Ctrl+C.
func serveUntilInterrupted(listener net.Listener, handler http.Handler) error {
	interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-interrupted.Done()
		_ = server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// buildSite builds the program for browsers with the go command, from the
// source that this program is of.
func (p *program) buildSite() (*site.Site, error) {
	command, err := exec.LookPath("go")
	if err != nil {
		return nil, p.wrong("cli.serve-no-go")
	}
	source, err := sourceFolder(command)
	if err != nil {
		return nil, p.wrong("cli.serve-no-source")
	}
	built, err := site.Build(command, source, node.Beside())
	if err != nil {
		return nil, p.wrong("cli.serve-build", "Error", err.Error())
	}
	return built, nil
}

// sourceFolder is the folder of the module in which we are, if it is this one.
func sourceFolder(command string) (string, error) {
	found, err := exec.Command(command, "env", "GOMOD").Output()
	if err != nil {
		return "", err
	}
	file := strings.TrimSpace(string(found))
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	if line, _, _ := bytes.Cut(text, []byte("\n")); strings.TrimSpace(string(line)) != "module timeslice" {
		return "", os.ErrNotExist
	}
	return filepath.Dir(file), nil
}
