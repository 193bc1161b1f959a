/// Invented names and places. Nobody here is anybody.
enum Names {
  static let girls = [
    "Aisha", "Amelia", "Anya", "Bethany", "Carys", "Chloe", "Daisy", "Ebony", "Ella", "Erin",
    "Esme", "Evie", "Fatima", "Freya", "Grace", "Hana", "Imogen", "Isla", "Ivy", "Jasmine",
    "Kerensa", "Layla", "Lowenna", "Maisie", "Maryam", "Mia", "Morwenna", "Nadia", "Niamh",
    "Olivia", "Paige", "Poppy", "Rosie", "Ruby", "Saoirse", "Sienna", "Skye", "Tamsin", "Willow",
    "Zofia",
  ]
  static let boys = [
    "Adam", "Alfie", "Archie", "Ben", "Bilal", "Callum", "Charlie", "Connor", "Daniel", "Declan",
    "Dylan", "Elijah", "Ethan", "Finley", "Freddie", "George", "Hamza", "Harry", "Ibrahim", "Jack",
    "Jago", "Jamie", "Jayden", "Kai", "Kofi", "Leo", "Liam", "Logan", "Mateusz", "Mohammed",
    "Noah", "Oliver", "Oscar", "Perran", "Rhys", "Riley", "Sam", "Theo", "Tyler", "Yusuf",
  ]
  static let women = [
    "Alison", "Amanda", "Becky", "Carly", "Claire", "Donna", "Emma", "Gemma", "Hayley", "Jade",
    "Joanne", "Kasia", "Kelly", "Kirsty", "Laura", "Leanne", "Lisa", "Mandy", "Michelle", "Natalie",
    "Nicola", "Rachel", "Samira", "Sarah", "Shannon", "Stacey", "Tracey", "Vicky", "Yasmin", "Zoe",
  ]
  static let men = [
    "Aaron", "Adrian", "Andrew", "Barry", "Carl", "Craig", "Darren", "Dave", "Dean", "Gareth",
    "Gary", "Ian", "Imran", "Jason", "Karl", "Kevin", "Kyle", "Lee", "Mark", "Martin", "Matt",
    "Nathan", "Paul", "Pawel", "Ricky", "Rob", "Ryan", "Scott", "Shane", "Wayne",
  ]
  static let families = [
    "Angove", "Ashworth", "Barnes", "Begum", "Bolitho", "Bray", "Carter", "Chegwidden", "Clemo",
    "Cook", "Curnow", "Dawson", "Ellis", "Evans", "Fletcher", "Gill", "Goldsworthy", "Hall",
    "Harris", "Hussain", "Jenkins", "Jewell", "Kaminski", "Keast", "Khan", "Lawry", "Lobb",
    "Marshall", "Mitchell", "Morcom", "Murphy", "Nance", "Nowak", "O'Brien", "Opie", "Osei",
    "Palmer", "Pascoe", "Patel", "Pearce", "Penrose", "Polglase", "Reed", "Richards", "Rowe",
    "Rundle", "Shaw", "Simmons", "Spargo", "Stephens", "Tangye", "Taylor", "Thomas", "Tonkin",
    "Trethewey", "Turner", "Uren", "Vincent", "Walsh", "Webb", "Williams", "Wills", "Woolcock",
    "Yelland", "Young",
  ]
  static let streets = [
    "Alma Place", "Bay View", "Castle Street", "Chapel Row", "Cliff Road", "East Hill",
    "Fore Street", "Harbour Terrace", "Harvest Close", "Kiln Lane", "Lanthorn Road",
    "Market Street",
    "Mill Lane", "North Parade", "Orchard Way", "Oxen Road", "Quarry Gardens", "Rope Walk",
    "School Hill", "St Aldate's Close", "Station Road", "Tollgate Road", "Averdale Avenue",
    "Union Street", "Well Lane", "Wesley Street",
  ]
  /// Town with the outward half of a postcode, in an area that no town has.
  static let towns = [
    ("Harrowmouth", "HW1"), ("Oxenmere", "HW2"), ("St Aldate-in-Averdale", "HW3"),
    ("Fallowby", "HW4"), ("Stonewick Bridge", "HW5"), ("Little Averness", "HW6"),
  ]
  /// For children of four to ten.
  static let schools = [
    "Harrowmouth Primary School", "St Aldate's Primary", "Oxenmere Infants",
    "Fallowby Community School",
    "Little Averness Church of England Primary", "Stonewick Bridge Primary",
  ]
  static let nursery = "Harbour Nursery"
  static let secondary = "Averdale Academy"
  static let surgeries = ["Harbour Surgery", "Fallowby Medical Centre", "The Averdale Practice"]
}
