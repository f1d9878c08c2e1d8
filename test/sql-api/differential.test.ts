import { compareRoles } from './compare-roles.ts'

compareRoles(24, 11)
