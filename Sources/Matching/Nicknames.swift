/// Given names used in England, what they are shortened to and how else they are written. A short
/// form may belong to several names: `chris` is Christopher, Christine or Christian.
package enum Nicknames {
  /// The formal names that a folded given name may stand for; itself, where it is one. Empty for a
  /// name of no family.
  package static func families(of name: String) -> [String] { byName[name] ?? [] }

  package static func areForms(_ left: String, _ right: String) -> Bool {
    let families = families(of: left)
    return !families.isEmpty && self.families(of: right).contains { families.contains($0) }
  }

  private static let byName: [String: [String]] = {
    var all: [String: [String]] = [:]
    for line in list.split(separator: "\n") {
      let names = line.split(separator: " ").map(String.init)
      for name in names { all[name, default: []].append(names[0]) }
    }
    return all
  }()

  /// A family a line, the formal name first, folded.
  private static let list = """
    abigail abby abbie gail
    adam ad
    agnes aggie nessie
    ahmed ahmad ahmet
    aisha ayesha aysha aicha aishah
    albert al bert bertie
    alexander alex al alec alasdair alistair sandy xander lex sasha
    alexandra alex lexi lexie sandra sandy sasha alexa
    alfred alf alfie fred freddie
    alice ali allie
    alison ali ally
    amanda mandy manda
    amelia amy millie milly mia
    andrew andy drew
    angela angie ange
    ann anne annie anna nan nancy
    anthony antony tony ant
    archibald archie
    arthur art artie
    barbara barb barbie babs
    benjamin ben benji benny
    bernard bernie
    beatrice bea beatrix trixie
    bradley brad
    bridget biddy bridie
    cameron cam
    caitlin kaitlin kaitlyn katelyn caitlyn
    caroline carol carrie caro lina
    catherine katherine kathryn cath cathy kath kathy kate katie kat kitty katy kay
    cassandra cass cassie
    charles charlie chas chuck
    charlotte charlie lottie lotte char
    christian chris
    christina christine chris chrissie tina chrissy kirsty
    christopher chris kit topher christy
    clifford cliff
    daniel dan danny
    danielle dani danni ellie
    david dave davey davie
    deborah debra deb debbie debs
    dennis den denny
    derek del
    dominic dom
    donald don donnie
    dorothy dot dottie dolly
    douglas doug dougie
    edith edie
    edmund ed eddie ned
    edward ed eddie ned ted teddy eddy
    edwin ed eddie
    eleanor ellie nell nellie elle nora eleanora elinor
    elizabeth elisabeth liz lizzie lizzy beth bess bessie betty betsy eliza libby elsie lisa liza lily
    emily em emmie millie milly
    emma em emmie
    eugene gene
    evelyn eve evie
    fatima fatimah fatma fatema
    florence flo florrie flossie
    frances fran frankie franny fanny
    francis frank frankie fran
    franklin frank
    frederick fred freddie freddy fredrick
    gabriel gabe
    gabriella gabby gabi ella
    geoffrey jeffrey geoff jeff
    george georgie
    georgina georgia georgie gina
    gerald gerry jerry
    gerard gerry
    gillian jill gill jilly
    grace gracie
    gregory greg gregor
    gwendoline gwen
    hannah han
    harold harry hal
    harriet hattie harry
    helen nell nellie ellen lena
    henry harry hal hank
    herbert bert herb bertie
    hugh hughie shug
    hussein hussain husain husayn
    ian iain
    ibrahim ebrahim
    imogen immy immie
    irene rene
    isaac zac zak ike
    isabella isabel isobel isabelle izzy bella belle issy isla
    jacob jake jakob
    jacqueline jackie jacqui
    james jim jimmy jamie jem
    jane janie janey jenny
    janet jan
    jasmine jas jaz jazz yasmin
    jean jeannie
    jennifer jen jenny jenni
    jeremy jerry jez jem
    jessica jess jessie
    joan joanie
    joanna joanne jo joey
    john jack johnny jon jock
    jonathan jon jonny johnny jonathon
    joseph joe joey jo
    josephine jo josie josey
    joshua josh
    judith judy jude
    julian jules
    julia julie jules
    katrina trina kat katie
    kenneth ken kenny
    kevin kev
    kimberley kim kimmy
    laura laurie lori
    lauren laurie loz
    lawrence laurence larry laurie loz
    leonard len lenny leo
    leslie les
    lewis louis lou lew
    louise lou lulu
    lucy lucia lu
    lydia liddy
    madeleine maddie maddy madeline
    malcolm mal
    margaret maggie meg peggy peg marge margie madge greta rita daisy mags megan
    maria marie ria mia
    martha marty mattie
    martin marty mart
    mary molly polly may mae mamie maria marie
    matilda tilly tilda mattie
    matthew matt matty mathew
    maureen mo
    maxwell max
    maximilian max
    melanie mel
    melissa mel lissa missy
    michael mike mick mickey micky mikey mickie
    michelle shell chelle
    millicent millie milly
    mohammed mohammad muhammad muhammed mohamed mohamad mo moh
    morgan mo
    nathan nath nate
    nathaniel nat nate nathan
    natalie nat natasha
    niamh neve neave
    nicholas nicolas nick nicky nico
    nicola nicole nicky nikki nic
    norman norm
    oliver ollie olly
    olivia liv livvy olive libby
    oscar ossie
    pamela pam pammy
    patricia pat patsy trish tricia patty
    patrick pat paddy rick
    paul paulie
    pauline paula polly
    penelope penny pen
    peter pete
    philip phillip phil pip
    philippa pippa pip
    phyllis phyl
    priscilla cilla
    rachel rach rachael
    raymond ray
    rebecca becky becca bex bec
    reginald reg reggie
    richard rick ricky dick rich richie
    robert rob bob bobby robbie bert robin
    roberta bobbie robbie
    roderick rod roddy
    roger rodge
    ronald ron ronnie
    rosemary rose rosie
    rosalind ros roz rose
    russell russ
    ruth ruthie
    samantha sam sammy sammie
    samuel sam sammy
    sarah sara sally sadie
    sebastian seb bas
    sean shaun shawn
    sharon shaz
    simon si
    siobhan shivaun shevaun
    sophia sophie sofia soph
    stanley stan
    stephanie steph steffi
    stephen steven steve stevie ste
    stuart stewart stu
    susan sue susie suzy suzie suzanne susannah
    sylvia syl
    sydney sid
    terence terry tel terrance
    teresa theresa terri tess tessa terry
    theodore theo ted teddy
    thomas tom tommy thom
    timothy tim timmy
    tobias toby
    tracy tracey trace
    valerie val
    vanessa ness nessa
    veronica ronnie vera
    victor vic
    victoria vicky vicki tori vic tory
    vincent vince vinny
    violet vi
    virginia ginny
    vivian viv vivienne
    walter wally walt
    wilfred wilf fred
    william will bill billy willie liam
    winifred win winnie freda
    yusuf yousef yousuf yusef
    yvonne von
    zachary zac zak zach
    zoe zo
    """
}
