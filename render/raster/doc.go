// Package raster draws scenes without a GPU and without a window: as pixels, PNG,
// SVG and animated GIF. Pictures in tests, in the documentation and for export
// come from here.
//
// A [Canvas] holds one picture and draws again only what has changed since the
// last scene, so the frames of an animation cost what moves in them. The same
// scene gives the same bytes: letters are filled in integers, colours are mixed
// in eight bits.
//
//	canvas.go   a picture that scenes are drawn on
//	fill.go     mixing colours into pixels
//	ribbon.go   lines and polygons
//	png.go      PNG
//	svg.go      SVG: the shapes as shapes, the letters as outlines
//	palette.go  the few colours of a GIF, chosen
//	gif.go      animated GIF
package raster
