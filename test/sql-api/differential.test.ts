import { compareRoles } from './compare-roles.ts'

compareRoles(140, 11)
