<?xml version="1.0" encoding="UTF-8"?>
<!-- The head, the sections and the products of an SPL document as one text, in document order.
     The head has the fields code system, code and name of the document type, title, set id, version, time, id and
     labeler. A section begins with U+E000 and has the fields depth, code, title and text, parted by U+E001. In both, U+E002
     stands where a paragraph, a list item, a row of a table or the like begins or ends.
     A product begins with U+E003; its fields, parted by U+E001, are read by name in spl_products.py. In a field U+E002
     ends each of several values. Then come its ingredients, each after U+E004, and its characteristics, after U+E005.
     Nothing is written more often than it stands there, however the elements are nested and repeated: a small document could
     be written else that fills any memory. So of several products in one element the first of each kind counts, and
     packages with products within them are left out. (With [1] the processor looks no further than it must.) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:v="urn:hl7-org:v3">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:template match="/">
    <xsl:apply-templates select="v:document" mode="head"/>
    <xsl:apply-templates select="//v:section" mode="section"/>
    <xsl:for-each select="//v:subject[not(ancestor::v:subject)]">
      <xsl:apply-templates mode="product" select="
        .//v:manufacturedProduct[parent::v:manufacturedProduct][not(preceding-sibling::v:manufacturedProduct[1])]
        | .//v:partProduct[not(preceding-sibling::v:partProduct[1])]
        | .//v:manufacturedMedicine[not(preceding-sibling::v:manufacturedMedicine[1])]"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="head" match="*">
    <xsl:value-of select="concat(v:code[1]/@codeSystem, '&#xE001;', v:code[1]/@code, '&#xE001;',
      v:code[1]/@displayName, '&#xE001;')"/>
    <xsl:apply-templates select="v:title[1]/node()"/>
    <xsl:value-of select="concat(
      '&#xE001;', v:setId[1]/@root, '&#xE001;', v:versionNumber[1]/@value, '&#xE001;', v:effectiveTime[1]/@value,
      '&#xE001;', v:id[1]/@root,
      '&#xE001;', v:author[1]/v:assignedEntity[1]/v:representedOrganization[1]/v:name[1])"/>
  </xsl:template>

  <xsl:template match="v:section"/>
  <xsl:template mode="section" match="v:section">
    <xsl:value-of select="concat('&#xE000;', format-number(count(ancestor::v:section), '00'), '&#xE001;', v:code[1]/@code, '&#xE001;')"/>
    <xsl:apply-templates select="v:title[1]/node()"/>
    <xsl:text>&#xE001;</xsl:text>
    <xsl:apply-templates select="v:text"/>
  </xsl:template>
  <xsl:template match="
    v:text|v:paragraph|v:item|v:list|v:table|v:tr|v:thead|v:tbody|v:tfoot|v:caption|v:footnote|v:br">
    <xsl:text>&#xE002;</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>&#xE002;</xsl:text>
  </xsl:template>
  <xsl:template match="v:td|v:th">
    <xsl:text> </xsl:text>
    <xsl:apply-templates/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template mode="product" match="*">
    <xsl:variable name="about" select="../v:subjectOf"/>
    <xsl:value-of select="concat(
      '&#xE003;', local-name(), '&#xE001;', v:name[1]/node()[1][self::text()], ' ', v:name[1]/v:suffix[1],
      '&#xE001;', v:code[1]/@code, '&#xE001;', v:code[1]/@codeSystem,
      '&#xE001;', v:asEntityWithGeneric[1]/v:genericMedicine[1]/v:name[1],
      '&#xE001;', v:formCode[1]/@displayName, '&#xE001;')"/>
    <xsl:for-each select="../v:consumedIn/v:substanceAdministration/v:routeCode">
      <xsl:value-of select="@displayName"/>
      <xsl:text>&#xE002;</xsl:text>
    </xsl:for-each>
    <xsl:text>&#xE001;</xsl:text>
    <xsl:for-each select="v:asContent[not(.//v:manufacturedProduct|.//v:partProduct|.//v:manufacturedMedicine)]
      //v:code[normalize-space(@codeSystem) = '2.16.840.1.113883.6.69']">
      <xsl:value-of select="@code"/>
      <xsl:text>&#xE002;</xsl:text>
    </xsl:for-each>
    <xsl:text>&#xE001;</xsl:text>
    <xsl:variable name="approval" select="($about/v:approval)[last()]"/>
    <xsl:variable name="marketing" select="($about/v:marketingAct)[last()]"/>
    <xsl:value-of select="concat(
      $approval/v:code[1]/@displayName, '&#xE002;', $approval/v:id[1]/@extension,
      '&#xE001;', $marketing/v:statusCode[1]/@code, '&#xE002;', $marketing/v:effectiveTime[1]/v:low[1]/@value,
      '&#xE002;', $marketing/v:effectiveTime[1]/v:high[1]/@value,
      '&#xE001;', ($about/v:policy)[last()]/v:code[1]/@displayName)"/>
    <xsl:apply-templates mode="ingredient" select="v:ingredient|v:activeIngredient|v:inactiveIngredient"/>
    <xsl:apply-templates mode="characteristic" select="$about/v:characteristic[v:value]"/>
  </xsl:template>

  <xsl:template mode="ingredient" match="*">
    <xsl:variable name="substance"
      select="(v:ingredientSubstance|v:activeIngredientSubstance|v:inactiveIngredientSubstance)[1]"/>
    <xsl:variable name="amount" select="v:quantity[1]"/>
    <xsl:value-of select="concat(
      '&#xE004;', local-name(), '&#xE001;', @classCode,
      '&#xE001;', $substance/v:name[1], '&#xE001;', $substance/v:code[1]/@code,
      '&#xE001;', $substance/v:activeMoiety[1]/v:activeMoiety[1]/v:name[1],
      '&#xE001;', $amount/v:numerator[1]/@value, '&#xE001;', $amount/v:numerator[1]/@unit,
      '&#xE001;', $amount/v:denominator[1]/@value, '&#xE001;', $amount/v:denominator[1]/@unit)"/>
  </xsl:template>

  <xsl:template mode="characteristic" match="*">
    <xsl:variable name="told" select="v:value[1]"/>
    <xsl:value-of select="concat(
      '&#xE005;', v:code[1]/@code, '&#xE001;', $told/@code, '&#xE001;', $told/@value, '&#xE001;', $told)"/>
  </xsl:template>
</xsl:stylesheet>
