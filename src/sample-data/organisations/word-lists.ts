/** Words for the sample company's names; none is a real customer's. */
export const FIRST_WORDS = [
  'amber', 'arctic', 'autumn', 'azure', 'birch', 'bold', 'brass', 'bright', 'calm', 'cedar', 'clear', 'cobalt',
  'copper', 'coral', 'crimson', 'dawn', 'deep', 'eager', 'early', 'ember', 'even', 'fair', 'fern', 'first',
  'fleet', 'forest', 'gentle', 'gilt', 'golden', 'grand', 'granite', 'green', 'hazel', 'high', 'humble', 'iron',
  'ivory', 'jade', 'keen', 'kind', 'lively', 'lunar', 'maple', 'mellow', 'merry', 'misty', 'noble', 'north',
  'oak', 'olive', 'opal', 'pine', 'plain', 'polar', 'prime', 'quick', 'quiet', 'rapid', 'red', 'river',
  'royal', 'rustic', 'sage', 'scarlet', 'silent', 'silver', 'slate', 'solar', 'solid', 'spring', 'steady',
  'still', 'stone', 'summer', 'sunny', 'swift', 'tall', 'teal', 'tidal', 'true', 'upper', 'velvet', 'violet',
  'warm', 'west', 'white', 'wild', 'winter', 'wise', 'young',
] as const // prettier-ignore

export const SECOND_WORDS = [
  'anchor', 'arrow', 'atlas', 'badger', 'bay', 'beacon', 'bridge', 'brook', 'canyon', 'castle', 'cliff', 'cloud',
  'comet', 'compass', 'creek', 'crest', 'delta', 'dune', 'eagle', 'falcon', 'field', 'finch', 'fjord', 'forge',
  'fox', 'garden', 'gate', 'glade', 'grove', 'harbor', 'hawk', 'heron', 'hill', 'island', 'kettle', 'lake',
  'lantern', 'lark', 'ledge', 'lighthouse', 'lynx', 'marsh', 'meadow', 'mesa', 'mill', 'moss', 'mountain', 'oasis',
  'orchard', 'otter', 'owl', 'path', 'peak', 'pebble', 'pier', 'pond', 'port', 'prairie', 'quarry', 'raven',
  'reef', 'ridge', 'robin', 'sail', 'shore', 'signal', 'sparrow', 'spruce', 'star', 'stream', 'summit', 'swan',
  'thicket', 'tower', 'trail', 'valley', 'vista', 'wharf', 'willow', 'wren',
] as const // prettier-ignore

export const BUSINESS_WORDS = ['Works', 'Labs', 'Group', 'Systems', 'Partners', 'Studio', 'Logistics', 'Health', 'Energy', 'Foods'] as const // prettier-ignore

export const GIVEN_NAMES = [
  'Ada', 'Amir', 'Ana', 'Ben', 'Carla', 'Chen', 'Clara', 'Daniel', 'Elena', 'Emil', 'Eva', 'Farah', 'Felix', 'Grace',
  'Hana', 'Hugo', 'Ida', 'Ines', 'Ivan', 'Jana', 'Jonas', 'Julia', 'Kai', 'Karim', 'Lara', 'Leo', 'Lina', 'Luca',
  'Maja', 'Marco', 'Maria', 'Mia', 'Nadia', 'Nina', 'Noah', 'Nora', 'Omar', 'Oscar', 'Paul', 'Petra', 'Priya', 'Rosa',
  'Ravi', 'Sara', 'Simon', 'Sofia', 'Tara', 'Theo', 'Tom', 'Uma', 'Vera', 'Viktor', 'Wei', 'Yuki', 'Zoe',
] as const // prettier-ignore

export const FAMILY_NAMES = [
  'Adams', 'Andersen', 'Baker', 'Bauer', 'Berg', 'Brown', 'Carter', 'Costa', 'Cruz', 'Dubois', 'Evans', 'Fischer',
  'Fontaine', 'Garcia', 'Gruber', 'Hansen', 'Hoffmann', 'Ito', 'Jansen', 'Johnson', 'Kaya', 'Keller', 'Khan', 'Kim',
  'Kowalski', 'Larsen', 'Lee', 'Lopez', 'Martin', 'Meyer', 'Moreau', 'Murphy', 'Nguyen', 'Novak', 'Olsen', 'Park',
  'Patel', 'Petrov', 'Popa', 'Reyes', 'Ricci', 'Rossi', 'Sato', 'Schmidt', 'Silva', 'Singh', 'Smith', 'Suzuki',
  'Tanaka', 'Taylor', 'Vogel', 'Walker', 'Weber', 'Wilson', 'Wong', 'Young',
] as const // prettier-ignore

export const FREEMAIL_DOMAINS = ['gmail.com', 'outlook.com', 'gmx.de', 'yahoo.com', 'icloud.com', 'proton.me', 'web.de'] as const // prettier-ignore

export const JOB_TITLES = [
  'Product Manager', 'Software Engineer', 'Designer', 'Analyst', 'Marketing Manager', 'Operations Lead', 'Account Executive',
  'Support Agent', 'Engineering Manager', 'Consultant', 'Founder', 'Project Manager', 'HR Partner', 'IT Administrator',
] as const // prettier-ignore

export const BUYER_TITLES = ['CFO', 'VP Engineering', 'Head of Procurement', 'CIO', 'Head of Operations', 'IT Director', 'CEO'] as const // prettier-ignore

export const INDUSTRIES = ['software', 'retail', 'finance', 'health', 'manufacturing', 'education', 'media', 'logistics'] as const // prettier-ignore

export const TEAM_NAMES = [
  'Design', 'Engineering', 'Marketing', 'Sales', 'Support', 'Operations', 'Finance', 'People', 'Research', 'Data',
  'Legal', 'Product', 'Platform', 'Mobile', 'Growth', 'Europe', 'Americas', 'Asia', 'Quality', 'Security',
] as const // prettier-ignore
