/** Static sites: what they consist of, and a small server for them. */
package org.dmol.chapters.web;
