// Web is the program of the browser build: the window in a page. It has nothing
// of the command line, which a browser has no use for and would have to load.
// assets/site builds it and puts the page around it; assets/web/load.js is the
// page's side, and says of each call what it is for.
//
//	browser.go  what is opened, and what a frame tells the page
//	outside.go  what the page tells: controls, text, questions
//	history.go  the way back
//	speaker.go  the page with the speaker's notes
//	kept.go     what the browser keeps for the user
package main
