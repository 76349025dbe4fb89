"""Words that stand around a medicine name without changing what is in it: forms, salts, routes, makers; and those that do."""

from __future__ import annotations

SALTS = frozenset("""
acetate anhydrous arginine aspartate axetil benzoate besilate besylate bitartrate bromide butylbromide calcium camsylate
carbonate chloride cilexetil citrate decanoate dihydrate dihydrochloride diphosphate disodium disoproxil enanthate erbumine
ester ethylsuccinate etexilate fumarate furoate gluconate glucuronate hcl hemihydrate hydrate hydrobromide hydrochloride hydroxide
hyclate lactate lysine magnesium malate maleate marboxil medoxomil mesilate mesylate methylbromide mofetil monohydrate
monohydrochloride monosodium napsylate nicotinate nitrate olamine oxalate palmitate pamoate phosphate pivoxil polistirex potassium
propionate proxetil saccharate sesquihydrate sodium stearate succinate sulfate sulphate tannate tartrate tetrahydrate tosilate
tosylate natrium kalium acetonide dipropionate dipotassium polacrilex dimesylate lactobionate methylsulfate edisylate edisilate bisulfate bisulphate hemifumarate estolate
ethanolate recombinant terephthalate butyrate caproate cypionate diacetate adipate isethionate isetionate benzathine hippurate macrocrystals macrocrystalline
microcrystalline ultramicrocrystalline microsize ultramicrosize undecanoate lauroxil dimeglumine meglumine etabonate synthetic hexahydrate pentahydrate
phenpropionate diolamine protamine resin isophane human edamine lauryl glycinate oleate pentanedioate hemisulfate nitrite trihydrate tromethamine trometamol valerate xinafoate zinc hydrochlor sod pot suc succ tart mes phos bes dp hbr na dinitrate mononitrate embonate
""".split())

FORMS = frozenset("""
24hr 12hr actuat actuation actuations adult adults aerosol ampoule ampoules ampul applicator auto bottle buccal caplet caplets caps
cap capsule capsules cartridge chew chewable chewables child children childrens coated concentrate continuous controlled count cr cream cyd
day days dc delayed delivery device dispersible disintegrating disk dose dr drop drops ds ec effervescent elixir emulsion enteric ent
epidural er extended external eye fast film filled foam for form formula free gel gelcap gelcaps gelatin generic granule granules hard
hfa hour hours hr im immediate implant infant infants inhal inhalant inhalation inhaler injectable injection injections injector
intramuscular intranasal intrathecal intravenous ir iv jet kit la lacquer lancet liquid liquigel liquigels liqui gels lotion lozenge lozenges
meltaway melts metered microspheres minitab mist mixture modified mouthwash mr mucosal nasal nebulizer nebuliser nda ophthalmic oil ointment
odt oral orally osmotic otic pack package packet paste patch patches pellet pen per pill pills po powder prefilled premixed preparation
preservative product prolonged pump pwdr quick rapid rectal rel release retard rapidmelt sachet sachets sr sc sl slow soft softgel softgels sol
solid soln solution spray sprinkle sprinkles sterile strength strip strips sub subcutaneous sublingual sugar supp suppositories suppository
suspension sustained swab syringe syrup system tab tabs tablet tablets tbdp tbec tb24 tb12 cp24 cpdr topical transdermal transmucosal tube unit units unt
vaginal vial vials volume wafer xl xr xt zok low high double single extra regular mini
a an the my some of in by as once twice three times daily bd bid tid tds qid qd od q4h q6h q8h q12h hs nocte mane prn prn needed take morning
night evening bedtime noon with and plus w or brand name usp bp ip ph eur rx otc mg mcg g ml iu unt x tablets base equivalent eq to at on every
glass glasses pint pints cup cups can cans shot shots drink drinks social one two three four five six seven half few several oil root extract
spry syr inhalr inhaler ointmnt oint crm caplt cplt sftgl sftgel vl conc ptch susp tabl tbl disp fe diskus ellipta respimat flextouch flexpen
kwikpen solostar turbuhaler turbohaler handihaler accuhaler evohaler redihaler respiclick sensoready sureclick penfill dosepak dosepack
autoinjector accupen step starter titration maintenance refill repeat scalp chewing gum enema shampoo topicals
also called was were is injectionsolution reformulated discontinued
""".split())

MAKERS = frozenset("""
actavis accord almus alphapharm amneal apotex aristo arrow aurobindo basics bayer betapharm biogaran biomo bluepoint boots camber chartwell cinfa cipla
consilient cvs dexcel dr reddys dura dynapharm eg equate genericon genus glenmark greenstone heumann hexal hikma ingenus jubilant kirkland
lannett lupin macleods mallinckrodt mepha meda mylan neuraxpharm northstar novartis par pfizer pharma prasco qualitest ranbaxy ratiopharm
reddy rosemont rugby saneca sandoz sanofi somerset stada strides sun takeda teva tesco tillomed torrent unichem upsher viatris walgreens watson
wockhardt zentiva zydus viona zeneca roche gsk merck novo upstate remedyrepack bryant proficient
""".split())

CHANGING = frozenset("""
pm am night nighttime nite daytime day-time cold flu sinus cough congestion allergy severe multi symptom symptoms compound complex comp combo
co hct hctz plus forte d dm dac max maximum migraine menstrual relief complete duo dual action ultra headache tension period cramp arthritis
back body muscle sleep decongestant nightshift pe
""".split())
"""Words that make a brand another product: 'Aleve PM' is not Aleve. Met after a brand that is not filed with them, the name is refused."""

AMBIGUOUS_ALONE = frozenset({"calcium", "magnesium", "potassium", "zinc", "sodium", "iron", "copper", "iodine", "urea", "lysine", "arginine", "sodium phosphate", "protamine"})
"""Substances whose name is also a salt: they count as an ingredient only where their part of the name holds nothing else."""

ARTICLES = frozenset({"a", "an", "the", "my", "some", "any", "other", "daily", "regular", "prescription", "otc", "of", "type"})
