extension Nicknames {
  /// A family a line, the formal name first, folded.
  ///
  /// Source: compiled by hand for Threshold from the forms in use in England and among the people who
  /// live there: English, Irish, Welsh, Polish, Romanian, Russian and Ukrainian, Spanish and
  /// Portuguese; spellings of Arabic, South Asian, Turkish and Somali names in Latin letters; Nigerian
  /// short forms. It is taken from no other list, and is under the licence of this program. A council
  /// that misses a form adds a word to a line.
  static let list = """
    abdirahman abdulrahman abdurrahman abdelrahman cabdiraxmaan
    abdul abdel abdal abd
    abdullah abdallah abdulla
    abigail abby abbie gail
    adam ad
    adebayo bayo
    agnes aggie nessie
    agnieszka aga
    ahmed ahmad ahmet
    aisha ayesha aysha aicha aishah ayse caasha
    albert al bert bertie
    aleksandr sasha alexander aleks
    aleksandra ola olka sandra alexandra
    alexander alex al alec alasdair alistair sandy xander lex sasha
    alexandra alex lexi lexie sandra sandy sasha alexa
    alexandru alex sandu alexander
    alfred alf alfie fred freddie
    ali aly
    alice ali allie
    alison ali ally
    amanda mandy manda
    amelia amy millie milly mia
    amina aminah aamina ameena
    anastasia nastya stacey stacy
    andrei andrew
    andrew andy drew
    angela angie ange
    ann anne annie anna nan nancy
    anthony antony tony ant
    antonio toni tono anthony
    aoife eva
    archibald archie
    arthur art artie
    ayodele ayo
    barbara barb barbie babs
    barbara basia
    beatrice bea beatrix trixie
    benjamin ben benji benny
    bernard bernie
    bilal belal
    bradley brad
    bridget biddy bridie
    caitlin kaitlin kaitlyn katelyn caitlyn
    cameron cam
    caoimhe keeva
    caroline carol carrie caro lina
    cassandra cass cassie
    catherine katherine kathryn cath cathy kath kathy kate katie kat kitty katy kay
    charles charlie chas chuck
    charlotte charlie lottie lotte char
    christian chris
    christina christine chris chrissie tina chrissy kirsty
    christopher chris kit topher christy
    chukwuemeka emeka
    ciaran kieran kieron
    clifford cliff
    dafydd david dai
    daniel dan danny
    danielle dani danni ellie
    david dave davey davie
    dawud dawood daud david
    deborah debra deb debbie debs
    dennis den denny
    derek del
    dmitri dima dmitry dmytro
    dominic dom
    donald don donnie
    dorothy dot dottie dolly
    douglas doug dougie
    edith edie
    edmund ed eddie ned
    edward ed eddie ned ted teddy eddy
    edwin ed eddie
    ekaterina katya katia catherine
    eleanor ellie nell nellie elle nora eleanora elinor
    elena lena ilona
    elizabeth elisabeth liz lizzie lizzy beth bess bessie betty betsy eliza libby elsie lisa
    elizabeth liza lily
    emily em emmie millie milly
    emma em emmie
    enrique quique henry
    eoin owen ewan euan
    eugene gene
    evelyn eve evie
    fatima faadumo fadumo fatou fatoumata fatimata
    fatima fatimah fatma fatema
    florence flo florrie flossie
    frances fran frankie franny fanny
    francis frank frankie fran
    francisco paco pancho francis
    franklin frank
    frederick fred freddie freddy fredrick
    gabriel gabe
    gabriella gabby gabi ella
    geoffrey jeffrey geoff jeff
    george georgie
    georgina georgia georgie gina
    gerald gerry jerry
    gerard gerry
    gheorghe george gica
    gillian jill gill jilly
    grace gracie
    gregory greg gregor
    guadalupe lupe
    gwendoline gwen
    gwenllian gwen
    hamza hamzah hamse
    hannah han
    harold harry hal
    haroon harun haroun
    harriet hattie harry
    hassan hasan xasan
    helen nell nellie ellen lena
    henry harry hal hank
    herbert bert herb bertie
    hugh hughie shug
    hussein hussain husain husayn huseyin xuseen
    ian iain
    ibrahim ebrahim
    ibrahim ibraahim ibrahima abraham
    idris idrees
    ignacio nacho
    imogen immy immie
    ionut ion ionel john
    irene rene
    isa essa eesa issa
    isaac zac zak ike
    isabella isabel isobel isabelle izzy bella belle issy isla
    ismail ismael ishmael ismaeel
    ivan vanya john
    jacob jake jakob
    jacqueline jackie jacqui
    jakub kuba jacob
    james jim jimmy jamie jem
    jane janie janey jenny
    janet jan
    jasmine jas jaz jazz yasmin
    jean jeannie
    jennifer jen jenny jenni
    jeremy jerry jez jem
    jessica jess jessie
    joan joanie
    joanna asia
    joanna joanne jo joey
    joao john
    john jack johnny jon jock
    jonathan jon jonny johnny jonathon
    jose pepe joseph
    joseph joe joey jo
    josephine jo josie josey
    joshua josh
    judith judy jude
    julia julie jules
    julian jules
    katarzyna kasia kaska katherine
    katrina trina kat katie
    kenneth ken kenny
    kevin kev
    khadija khadijah khadeeja khadeejah kadija
    khalid khaled
    kimberley kim kimmy
    krzysztof krzys krzysiek christopher
    laura laurie lori
    lauren laurie loz
    lawrence laurence larry laurie loz
    layla leila laila leyla
    leonard len lenny leo
    leslie les
    lewis louis lou lew
    louise lou lulu
    lucy lucia lu
    lukasz lucas luke
    lydia liddy
    madeleine maddie maddy madeline
    magdalena magda madalina
    malcolm mal
    malgorzata gosia margaret
    manuel manolo
    margaret maggie meg peggy peg marge margie madge greta rita daisy mags megan
    maria marie ria mia
    martha marty mattie
    martin marty mart
    mary molly polly may mae mamie maria marie
    maryam mariam maryum meryem miriam mariama
    mateusz mati matthew
    matilda tilly tilda mattie
    matthew matt matty mathew
    maureen mo
    maximilian max
    maxwell max
    melanie mel
    melissa mel lissa missy
    michael mike mick mickey micky mikey mickie
    michal michael
    michelle shell chelle
    mihai michael misu
    mikhail misha michael mykhailo
    millicent millie milly
    mohammed mohammad muhammad muhammed mohamed mohamad mo moh mehmet mahomed maxamed md mohd
    mohammed muhd mamadou
    morgan mo
    musa moussa mousa muse
    mustafa mustapha moustafa
    nasir nasser naser
    natalia natasha natalya nataliia
    natalie nat natasha
    nathan nath nate
    nathaniel nat nate nathan
    niamh neve neave
    nicholas nicolas nick nicky nico
    nicola nicole nicky nikki nic
    nicolae nicu nicholas
    nikolai kolya nicholas mykola
    noor nur nour nura
    norman norm
    olga olya olha
    oliver ollie olly
    olivia liv livvy olive libby
    olufemi femi
    oluwaseun seun
    oluwaseyi seyi
    oluwatobi tobi
    oscar ossie
    padraig patrick paddy
    pamela pam pammy
    patricia pat patsy trish tricia patty
    patrick pat paddy rick
    paul paulie
    pauline paula polly
    pawel paul
    penelope penny pen
    peter pete
    philip phillip phil pip
    philippa pippa pip
    phyllis phyl
    piotr piotrek peter
    priscilla cilla
    rachel rach rachael
    rashid rasheed
    raymond ray
    rebecca becky becca bex bec
    reginald reg reggie
    rhys reece reese
    richard rick ricky dick rich richie
    robert rob bob bobby robbie bert robin
    roberta bobbie robbie
    roderick rod roddy
    roger rodge
    ronald ron ronnie
    rosalind ros roz rose
    rosemary rose rosie
    russell russ
    ruth ruthie
    saeed said sayed syed
    safiya safia safiyyah safiyah
    samantha sam sammy sammie
    samuel sam sammy
    sarah sara sally sadie
    seamus james shay
    sean shaun shawn
    sebastian seb bas
    sharon shaz
    simon si
    siobhan shivaun shevaun
    sophia sophie sofia soph
    stanislaw stas staszek
    stanley stan
    stefan stephen fane
    stephanie steph steffi
    stephen steven steve stevie ste
    stuart stewart stu
    sulaiman suleiman sulayman suleyman
    sumaya sumayyah sumayya
    susan sue susie suzy suzie suzanne susannah
    sydney sid
    sylvia syl
    tadhg tadgh teague
    tariq tarek tarik
    tatiana tanya tetiana
    temitope temi tope
    terence terry tel terrance
    teresa theresa terri tess tessa terry
    theodore theo ted teddy
    thomas tom tommy thom
    timothy tim timmy
    tobias toby
    tomasz tomek thomas
    tracy tracey trace
    umar omar oumar cumar
    usman uthman osman ousmane cusmaan
    valerie val
    vanessa ness nessa
    veronica ronnie vera
    victor vic
    victoria vicky vicki tori vic tory
    vincent vince vinny
    violet vi
    virginia ginny
    vivian viv vivienne
    vladimir vova volodya volodymyr
    walter wally walt
    wilfred wilf fred
    william will bill billy willie liam
    winifred win winnie freda
    wojciech wojtek
    yasmin yasmeen yasmine jasmin
    yevgeny zhenya evgeny yevhen
    yunus younis younus yonis
    yusuf yousef yousuf yusef
    yvonne von
    zachary zac zak zach
    zahra zara zahara
    zain zayn zane zayne
    zainab zaynab zeinab zeynep saynab
    zoe zo
    zuzanna zuzia susanna
    """
}
