//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"path"
	"sync"
	"time"

	"timeslice/assets"
	"timeslice/assets/site"
	"timeslice/render/app"
	"timeslice/render/model"
)

// speakerPage serves the page with the speaker's notes to the browsers of this
// computer: what the talk tells goes to all that are open, and the keys of a
// clicker that are pressed there come back.
type speakerPage struct {
	address string

	mutex    sync.Mutex
	last     []byte // what was told last
	open     map[chan []byte]bool
	commands chan string
}

// newSpeakerPage begins to serve the page at a free port.
func newSpeakerPage() (*speakerPage, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &speakerPage{address: "http://" + listener.Addr().String() + "/speaker", open: map[chan []byte]bool{}, commands: make(chan string, 16)}
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }()
	return s, nil
}

// tell tells all open pages what to show.
func (s *speakerPage) tell(said model.Speaker) {
	text, err := json.Marshal(said)
	if err != nil {
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.last = text
	for page := range s.open {
		select {
		case page <- text:
		default: // it has not yet shown what came before, and will be told again
		}
	}
}

// command is the next command that came from a page, "" if there is none.
func (s *speakerPage) command() string {
	select {
	case name := <-s.commands:
		return name
	default:
		return ""
	}
}

// ServeHTTP serves the page's files, what it is told, and what it asks for.
func (s *speakerPage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'none'")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "no-store")
	switch name := path.Clean(r.URL.Path); {
	case name == "/speaker/talk":
		s.talk(w, r)
	case name == "/speaker/act":
		s.act(w, r)
	case name == "/speaker" || name == "/":
		serveAsset(w, "notes.html")
	case name == "/notes.js" || name == "/notes.css" || name == "/icon.svg":
		serveAsset(w, name[1:])
	default:
		http.NotFound(w, r)
	}
}

func serveAsset(w http.ResponseWriter, name string) {
	data, err := fs.ReadFile(assets.Web(), name)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", site.TypeOf(name))
	_, _ = w.Write(data)
}

// talk sends what the talk tells, as long as the page is open.
func (s *speakerPage) talk(w http.ResponseWriter, r *http.Request) {
	flusher, can := w.(http.Flusher)
	if !can {
		http.Error(w, http.StatusText(http.StatusNotImplemented), http.StatusNotImplemented)
		return
	}
	page := make(chan []byte, 8)
	s.mutex.Lock()
	s.open[page] = true
	if s.last != nil {
		page <- s.last
	}
	s.mutex.Unlock()
	defer func() {
		s.mutex.Lock()
		delete(s.open, page)
		s.mutex.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	flusher.Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case text := <-page:
			if _, err := fmt.Fprintf(w, "data: %s\n\n", text); err != nil {
				return
			}
			flusher.Flush()
		}
	}
}

// act takes a command. It must be sent as JSON, which no page of elsewhere can
// without being asked first.
func (s *speakerPage) act(w http.ResponseWriter, r *http.Request) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var name string
	if r.Method != http.MethodPost || kind != "application/json" || json.NewDecoder(io.LimitReader(r.Body, 100)).Decode(&name) != nil {
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return
	}
	select {
	case s.commands <- name:
	default: // nobody turns so many pages
	}
	w.WriteHeader(http.StatusNoContent)
}

// speakFor lets browsers of this computer show the speaker's notes of a window. They
// are served from when they are first asked for.
func (p *program) speakFor(a *app.App) {
	var page *speakerPage
	var last model.Speaker
	a.Notes = func() (string, error) {
		if page == nil {
			opened, err := newSpeakerPage()
			if err != nil {
				return "", err
			}
			page = opened
			if last.Lesson != "" {
				page.tell(last)
			}
		}
		return page.address, nil
	}
	a.Speak = func(said model.Speaker) {
		if last = said; page != nil {
			page.tell(said)
		}
	}
	a.Remote = func() string {
		if page == nil {
			return ""
		}
		return page.command()
	}
}
