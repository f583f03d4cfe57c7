// What a function costs that does nothing.
exports.handler = async () => ({ status: 'empty' });
