// Package ink turns scenes into what pixels are made of. It is what the two ways
// of drawing share, so that they agree to the pixel: render/raster fills what
// comes out of here on the CPU, render/paint hands it to the GPU.
//
// A [Drawer] walks over a layer and gives a [Sink] boxes with round corners,
// ribbons, polygons and masks, in pixels, in order. Lines and curves become
// ribbons: strips of triangles that know at each place how far it is from the
// middle of the line and how far along. Letters and icons become masks: small
// pictures of how much of each pixel is covered.
//
// Edges are anti-aliased everywhere by the same rule: a pixel whose middle is d
// pixels outside an edge is covered to 0.5-d.
//
//	pixel.go    points to pixels
//	drawer.go   walking over a layer
//	ribbon.go   lines and curves as strips
//	outline.go  filling outlines: how much of each pixel they cover
//	mask.go     letters and icons as masks
//	damage.go   which part of a picture has changed
package ink
