#pragma once
// Debian's libxml2 headers pull in ICU, which clashes with the toolchain's own copy in modules
// that also import Foundation; the reader below does not need it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlerror.h>
