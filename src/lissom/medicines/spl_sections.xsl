<?xml version="1.0" encoding="UTF-8"?>
<!-- The sections of an SPL document as one text, in document order. Each begins with U+E000 and has the fields depth,
     code, title and text, parted by U+E001. In the text U+E002 ends a paragraph, a list item or a row of a table. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:v="urn:hl7-org:v3">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:template match="/">
    <xsl:apply-templates select="//v:section"/>
  </xsl:template>
  <xsl:template match="v:section">
    <xsl:text>&#xE000;</xsl:text>
    <xsl:value-of select="count(ancestor::v:section)"/>
    <xsl:text>&#xE001;</xsl:text>
    <xsl:value-of select="v:code/@code"/>
    <xsl:text>&#xE001;</xsl:text>
    <xsl:value-of select="v:title"/>
    <xsl:text>&#xE001;</xsl:text>
    <xsl:apply-templates select="v:text"/>
  </xsl:template>
  <xsl:template match="v:paragraph|v:item|v:tr|v:br|v:caption|v:list|v:table|v:footnote">
    <xsl:apply-templates/>
    <xsl:text>&#xE002;</xsl:text>
  </xsl:template>
  <xsl:template match="v:td|v:th">
    <xsl:apply-templates/>
    <xsl:text> </xsl:text>
  </xsl:template>
</xsl:stylesheet>
