export const tests = () => [];
