// Package icon holds the small pictures of the user interface, as shapes drawn
// in one colour. They are shapes, not letters, so that no font need have them
// and every way of drawing shows the same.
//
// An icon stands on a square of 24 by 24 with a margin of 2 or 3. Most are lines
// 2 thick with round ends; some are filled. catalogue.go has the drawings, in
// the short form of SVG's paths.
package icon
