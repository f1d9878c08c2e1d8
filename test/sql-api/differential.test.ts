import { compareRoles } from './compare-roles.ts'

compareRoles(80, 11)
